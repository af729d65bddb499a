import { expect, test } from 'vitest';
import type { ApiClient } from '../platform/api-client.ts';
import { makeReport } from './make-report.ts';
import { planProgress } from './plan-progress/plan-progress.ts';
import { ReportFault, type ReportKind } from './report-kind.ts';

const request = { reportId: 'r-1', position: '42' };
const noPlan = {
  vi: 'Không tìm thấy kế hoạch tại thời điểm của báo cáo.',
  en: 'The plan was not there at the moment of the report.',
};

test.each(['vi', 'en'] as const)(
  'a moment before the plan fails at the first attempt, in %s',
  async (locale) => {
    const { maker, failures } = house({ locale }, planProgress as ReportKind);
    expect(await makeReport(maker, request)).toEqual({ kind: 'park', reason: noPlan[locale] });
    expect(failures()).toEqual([{ attempt: 1, reason: noPlan[locale], final: true }]);
  },
);

test('a fault that may pass is tried again until the last attempt', async () => {
  const kind = reading(() => new Error('socket hang up'));
  const reason = 'Không lập được báo cáo: socket hang up';
  const first = house({ attempts: 0 }, kind);
  expect(await makeReport(first.maker, request)).toEqual({ kind: 'retry', reason, afterMs: 1_000 });
  expect(first.failures()).toEqual([{ attempt: 1, reason, final: false }]);
  const last = house({ attempts: 2 }, kind);
  expect(await makeReport(last.maker, request)).toEqual({ kind: 'park', reason });
  expect(last.failures()).toEqual([{ attempt: 3, reason, final: true }]);
});

test('a fault told in words for the reader is tried again too, unless it is permanent', async () => {
  const told = async (fault: ReportFault) => {
    const { maker, failures } = house(
      {},
      reading(() => fault),
    );
    const { kind } = await makeReport(maker, request);
    return [kind, ...failures().map(({ final }) => final)];
  };
  expect(await told(new ReportFault('Quá lâu.'))).toEqual(['retry', false]);
  expect(await told(new ReportFault('Quá lớn.', { isPermanent: true }))).toEqual(['park', true]);
});

test('a kind that this worker does not know is left to another, which may be newer', async () => {
  const { maker, failures } = house(
    { kind: 'OF_TOMORROW' },
    reading(() => new Error('not reached')),
  );
  expect(await makeReport(maker, request)).toMatchObject({ kind: 'retry' });
  expect(failures().map(({ final }) => final)).toEqual([false]);
});

function reading(fault: () => Error): ReportKind {
  return { ...(planProgress as ReportKind), read: () => Promise.reject(fault()) };
}

interface Failure {
  readonly attempt: number;
  readonly reason: string;
  readonly final: boolean;
}

/** An API that has the report and not its plan, and takes every command. */
function house(report: object, kind: ReportKind) {
  const told: Failure[] = [];
  const asked = {
    ...{ id: 'r-1', kind: 'PLAN_PROGRESS', asOf: '2023-01-01T05:00:00Z', locale: 'vi' },
    ...{ status: 'REQUESTED', attempts: 0, plan: { id: 'p-1' } },
    ...report,
  };
  const moment = { asOf: asked.asOf, position: '42', today: '2023-01-01' };
  const api: ApiClient = {
    async ask({ document, variables, shape }) {
      if (document.startsWith('mutation FailReport(')) told.push(failureOf(variables));
      return shape.parse({ report: asked, moment, plan: null });
    },
    upload: () => Promise.reject(new Error('nothing was to be uploaded')),
  };
  const maker = { api, kinds: new Map([['PLAN_PROGRESS', kind]]), attemptsMax: 3 };
  return { maker, failures: () => told };
}

function failureOf(variables: object): Failure {
  const { attempt, reason, final } = (variables as { input: Failure }).input;
  return { attempt, reason, final };
}
