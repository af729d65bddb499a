import { describe, expect, it } from 'vitest';
import { type Facts, given } from '../kernel/index.ts';
import { type ReportCommand, type ReportEvent, report, reportCommands } from './index.ts';

const reportId = 'r';
const now = '2023-03-01T02:00:00.000Z';
const facts: Facts = { 'plan-p': { status: 'ISSUED' } };
const sha256 = 'a'.repeat(64);
const document = { reportId, sha256, fileName: 'bao-cao.docx', mediaType: 'application/pdf', size: 4096 };
const worker = { actor: { role: 'SERVICE' as const, unitId: null, officeId: null } };

const requested: ReportEvent = {
  type: 'ReportRequested',
  data: { reportId, kind: 'PLAN_PROGRESS', planId: 'p', asOf: now, locale: 'vi', unitId: 'unit-planner' },
};
const started = (attempt = 1): ReportEvent => ({ type: 'ReportStarted', data: { reportId, attempt } });
const progressed: ReportEvent = {
  type: 'ReportProgressed',
  data: { reportId, percent: 40, step: 'RENDERING' },
};
const completed: ReportEvent = { type: 'ReportCompleted', data: document };
const failed = (final: boolean): ReportEvent => ({
  type: 'ReportFailed',
  data: { reportId, attempt: 1, reason: 'Hết bộ nhớ', final },
});

const request = (asOf?: string): ReportCommand => ({
  name: 'RequestReport',
  input: { reportId, kind: 'PLAN_PROGRESS', planId: 'p', locale: 'vi', asOf },
});
const start = (attempt = 1): ReportCommand => ({ name: 'StartReport', input: { reportId, attempt } });
const progress = (percent: number, step: 'READING' | 'RENDERING' = 'RENDERING'): ReportCommand => ({
  name: 'ProgressReport',
  input: { reportId, percent, step },
});
const complete = (digest = sha256): ReportCommand => ({
  name: 'CompleteReport',
  input: { ...document, sha256: digest },
});
const fail = (final: boolean, attempt = 1): ReportCommand => ({
  name: 'FailReport',
  input: { reportId, attempt, reason: 'Hết bộ nhớ', final },
});
const ofTheWorker = [start(), progress(40), complete(), fail(false)];

describe('when there is no report', () => {
  const nothing = given(report, []);

  it('is requested as of now', () => {
    expect(nothing.when(request(), { facts, now })).toEqual({ events: [requested] });
  });

  it('is requested as of a moment that has been', () => {
    const asOf = '2023-02-01T00:00:00Z';
    expect(nothing.when(request(asOf), { facts, now })).toMatchObject({ events: [{ data: { asOf } }] });
    expect(nothing.when(request('2023-03-01T02:00:00Z'), { facts, now })).toMatchObject({ events: [{}] });
  });

  it('refuses a moment that has not been', () => {
    expect(nothing.when(request('2023-03-01T02:00:00.001Z'), { facts, now })).toMatchObject({
      refused: 'MOMENT_IN_THE_FUTURE',
    });
  });

  it('refuses a plan that does not exist', () => {
    expect(nothing.when(request())).toEqual({ refused: 'PLAN_NOT_FOUND', params: { planId: 'p' } });
  });

  it.each(['DRAFT', 'WITHDRAWN'])('refuses a plan that is %s', (status) => {
    expect(nothing.when(request(), { facts: { 'plan-p': { status } } })).toEqual({
      refused: 'PLAN_NOT_ISSUED',
      params: { status },
    });
  });

  it('speaks of a closed plan too', () => {
    expect(nothing.when(request(), { facts: { 'plan-p': { status: 'CLOSED' } } })).toMatchObject({
      events: [{}],
    });
  });

  it('has nothing for the worker', () => {
    for (const command of ofTheWorker) {
      expect(nothing.when(command, worker)).toMatchObject({ refused: 'REPORT_NOT_FOUND' });
    }
  });

  it('tells others nothing', () => {
    expect(report.facts(nothing.state)).toBeNull();
  });
});

describe('when requested', () => {
  const asked = given(report, [requested]);

  it('is not requested twice', () => {
    expect(asked.when(request(), { facts })).toMatchObject({ refused: 'REPORT_ALREADY_REQUESTED' });
  });

  it('is taken up by the worker', () => {
    expect(asked.when(start(), worker)).toEqual({ events: [started()] });
  });

  it('makes no progress before', () => {
    expect(asked.when(progress(40), worker)).toEqual({
      refused: 'REPORT_NOT_RUNNING',
      params: { status: 'REQUESTED' },
    });
  });

  it('tells others of which plan it is', () => {
    expect(report.facts(asked.state)).toEqual({ reportId, planId: 'p', status: 'REQUESTED' });
  });
});

describe('when running', () => {
  const running = given(report, [requested, started()]);
  const halfway = given(report, [requested, started(), progressed]);

  it('is not taken up twice in one attempt, but in another', () => {
    expect(running.when(start(), worker)).toEqual({ events: [] });
    expect(running.when(start(2), worker)).toEqual({ events: [started(2)] });
  });

  it('makes progress', () => {
    expect(running.when(progress(40), worker)).toEqual({ events: [progressed] });
    expect(halfway.when(progress(41), worker)).toMatchObject({ events: [{ data: { percent: 41 } }] });
  });

  it('reaches another step at the same percent', () => {
    expect(halfway.when(progress(40, 'READING'), worker)).toMatchObject({ events: [{}] });
  });

  it('is not changed by the same progress, and never goes back', () => {
    expect(halfway.when(progress(40), worker)).toEqual({ events: [] });
    expect(halfway.when(progress(39), worker)).toEqual({ events: [] });
  });

  it('begins at nothing again in another attempt', () => {
    const again = given(report, [requested, started(), progressed, started(2)]);
    expect(again.when(progress(10), worker)).toMatchObject({ events: [{}] });
  });

  it('is completed', () => {
    expect(halfway.when(complete(), worker)).toEqual({ events: [completed] });
  });

  it('fails, to be tried again or for good', () => {
    for (const final of [false, true]) {
      expect(running.when(fail(final), worker)).toEqual({ events: [failed(final)] });
    }
  });
});

describe.each([
  ['an attempt failed', 'RETRYING', false],
  ['given up', 'FAILED', true],
])('when %s', (_name, status, final) => {
  const stopped = given(report, [requested, started(), failed(final)]);

  it('says so once', () => {
    expect(stopped.when(fail(final), worker)).toEqual({ events: [] });
    expect(stopped.when(fail(final, 2), worker)).toMatchObject({ events: [{}] });
    expect(stopped.when(fail(!final), worker)).toMatchObject({ events: [{}] });
  });

  it('makes no progress', () => {
    expect(stopped.when(progress(50), worker)).toEqual({
      refused: 'REPORT_NOT_RUNNING',
      params: { status },
    });
  });

  it('is taken up again, in the same attempt too', () => {
    expect(stopped.when(start(), worker)).toEqual({ events: [started()] });
  });

  it('is completed by whoever brings the document after all', () => {
    expect(stopped.when(complete(), worker)).toEqual({ events: [completed] });
  });

  it('tells others how it stands', () => {
    expect(report.facts(stopped.state)).toMatchObject({ status });
  });
});

describe('when completed', () => {
  const done = given(report, [requested, started(), completed]);

  it('is not changed by the same document', () => {
    expect(done.when(complete(), worker)).toEqual({ events: [] });
  });

  it('refuses another document', () => {
    expect(done.when(complete('b'.repeat(64)), worker)).toEqual({
      refused: 'REPORT_ALREADY_COMPLETED',
      params: { sha256 },
    });
  });

  it('is neither started, progressed nor failed any more', () => {
    for (const command of [start(2), progress(50), fail(true)]) {
      expect(done.when(command, worker)).toMatchObject({ refused: 'REPORT_COMPLETED' });
    }
  });
});

describe('who may', () => {
  it('is asked of every command', () => {
    expect([request(), ...ofTheWorker].map((command) => command.name)).toEqual(
      reportCommands.map((each) => each.name),
    );
  });

  it('RequestReport: everybody signed in, but auditors', () => {
    for (const role of ['ADMINISTRATOR', 'PLANNER', 'OFFICER', 'LEADER'] as const) {
      const outcome = given(report, []).when(request(), { facts, actor: { role, unitId: 'u' } });
      expect(outcome).toMatchObject({ events: [{ data: { unitId: 'u' } }] });
    }
    expect(given(report, []).when(request(), { facts, actor: { role: 'AUDITOR', unitId: 'u' } })).toEqual({
      forbidden: 'AUDITOR_CHANGES_NOTHING',
    });
  });

  it.each(ofTheWorker)('$name: the worker alone', (command) => {
    for (const role of ['ADMINISTRATOR', 'PLANNER', 'OFFICER', 'LEADER'] as const) {
      expect(given(report, [requested]).when(command, { actor: { role } })).toEqual({
        forbidden: 'SERVICE_NEEDED',
      });
    }
    expect(given(report, [requested]).when(command, { actor: { role: 'AUDITOR' } })).toEqual({
      forbidden: 'AUDITOR_CHANGES_NOTHING',
    });
  });
});

it('needs to know the plan when it is requested, and nothing else', () => {
  expect(report.factsNeeded(request(), report.initialState, {})).toEqual([{ noun: 'plan', id: 'p' }]);
  for (const command of ofTheWorker) {
    expect(report.factsNeeded(command, report.initialState, {})).toEqual([]);
  }
});
