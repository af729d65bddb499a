import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DecisionContext, isRefusal } from '../kernel/index.ts';
import { type ReportCommand, type ReportEvent, report, reportCommands, reportEvents } from './index.ts';

const reportId = 'r';
const on = { reportId: fc.constant(reportId) };
const asOf = fc.constantFrom('2023-02-01T00:00:00Z', '2023-03-01T02:00:00.000Z', '2024-01-01T00:00:00Z');
const asked = {
  ...on,
  kind: fc.constant('PLAN_PROGRESS' as const),
  planId: fc.constantFrom('p', 'gone'),
  locale: fc.constantFrom('vi' as const, 'en' as const),
};
const attempt = fc.integer({ min: 1, max: 3 });
const start = fc.record({ ...on, attempt });
const progress = fc.record({
  ...on,
  percent: fc.integer({ min: 0, max: 100 }),
  step: fc.constantFrom('READING' as const, 'RENDERING' as const, 'STORING' as const),
});
const document = fc.record({
  ...on,
  sha256: fc.constantFrom('a'.repeat(64), 'b'.repeat(64)),
  fileName: fc.constant('bao-cao.docx'),
  mediaType: fc.constant('application/pdf'),
  size: fc.constantFrom(1, 4096),
});
const failure = fc.record({ ...on, attempt, reason: fc.constant('Hết bộ nhớ'), final: fc.boolean() });

const anyEvent: fc.Arbitrary<ReportEvent> = fc.oneof(
  fc.record({ ...asked, asOf, unitId: fc.option(fc.constant('u')) }).map((data) => ({
    type: 'ReportRequested' as const,
    data,
  })),
  start.map((data) => ({ type: 'ReportStarted' as const, data })),
  progress.map((data) => ({ type: 'ReportProgressed' as const, data })),
  document.map((data) => ({ type: 'ReportCompleted' as const, data })),
  failure.map((data) => ({ type: 'ReportFailed' as const, data })),
);

const anyCommand: fc.Arbitrary<ReportCommand> = fc.oneof(
  fc.record({ ...asked, asOf: fc.option(asOf) }).map((input) => ({ name: 'RequestReport' as const, input })),
  start.map((input) => ({ name: 'StartReport' as const, input })),
  progress.map((input) => ({ name: 'ProgressReport' as const, input })),
  document.map((input) => ({ name: 'CompleteReport' as const, input })),
  failure.map((input) => ({ name: 'FailReport' as const, input })),
);

const context: DecisionContext = {
  actor: { userId: 'a', officeId: 'o', unitId: 'u', role: 'SERVICE', onBehalfOfOfficeId: null },
  now: '2023-03-01T02:00:00.000Z',
  today: '2023-03-01',
  facts: { 'plan-p': { status: 'ISSUED' } },
  id: (n) => `id-${n}`,
};

describe('a report, whatever comes', () => {
  it('evolves over any order of events; once completed it stays so', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30, size: 'max' }), (events) => {
        let state = report.initialState;
        for (const event of events) {
          const next = report.evolve(state, event);
          if (state.status === 'COMPLETED') expect(next).toEqual(state);
          state = next;
        }
        expect(report.facts(state) === null).toBe(state.status === 'NONE');
      }),
    );
  });

  it('decides nothing twice, only events that fit the storage format, only refusals that are listed', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 30, size: 'max' }), (commands) => {
        let state = report.initialState;
        for (const command of commands) {
          const decision = report.decide(command, state, context);
          if (isRefusal(decision)) {
            expect(refusalsOf(command)).toContain(decision.reason);
            continue;
          }
          for (const event of decision) expect(parsed(event)).toEqual(event.data);
          state = decision.reduce(report.evolve, state);
          const again = report.decide(command, state, context);
          expect(isRefusal(again) || again.length === 0).toBe(true);
        }
      }),
    );
  });
});

function refusalsOf({ name }: ReportCommand): readonly string[] {
  return reportCommands.find((definition) => definition.name === name)?.refusals ?? [];
}

function parsed(event: ReportEvent): unknown {
  return reportEvents.find((definition) => definition.type === event.type)?.schema.parse(event.data);
}
