import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DecisionContext, isRefusal } from '../kernel/index.ts';
import {
  type CheckInPeriod,
  type Schedule,
  type TaskCommand,
  type TaskEvent,
  task,
  taskCommands,
  taskEvents,
} from './index.ts';
import { addTask, assign, facts, quarters } from './task.fixture.ts';

const taskId = 't';
const on = { taskId: fc.constant(taskId) };
const word = fc.constantFrom('Một', 'Hai');
const reason = fc.constant('thôi vậy');
const day = fc.constantFrom('2023-01-01', '2023-02-01', '2023-04-01');
const maybeDay = fc.option(day);
const sectionId = fc.option(fc.constantFrom('s1', 's2', 'gone'));
const changeId = fc.constantFrom('c1', 'c2');
const evidenceId = fc.constantFrom('e1', 'e2');
const deliverables = fc.subarray([
  { deliverableId: 'd1', title: 'Báo cáo' },
  { deliverableId: 'd2', title: 'Danh sách' },
]);
const periods: fc.Arbitrary<CheckInPeriod[]> = fc.subarray(quarters, { minLength: 1 });
const people = fc.option(fc.constant({ female: 3, male: 2 }));
const mode = fc.constantFrom('ORDER' as const, 'REQUEST' as const);
const unitId = fc.constantFrom('labour', 'health', 'women', 'culture');
const assignee = fc.record({ unitId, mode });
const coordinators = fc.array(assignee, { maxLength: 2 });
const unitIds = fc.subarray(['labour', 'health', 'women', 'gone']);

const words = { ...on, sectionId, title: word, titleEnglish: fc.option(word), deliverables };
const writing = {
  ...words,
  planId: fc.constantFrom('p', 'p', 'p', 'gone'),
  code: fc.constant('A05'),
  countsPeople: fc.boolean(),
  illustrative: fc.boolean(),
};
const schedule: fc.Arbitrary<Schedule> = fc.oneof(
  fc.record({ kind: fc.constant('DUE_DATE' as const), startsOn: maybeDay, dueOn: day }),
  fc.record({ kind: fc.constant('CHECK_INS' as const), periods }),
);
const dueMoved = fc.option(
  fc.record({ from: day, to: day, coordinatingUnitIds: fc.constant<string[]>(['health']) }),
);
const scheduleInput = fc.oneof(fc.record({ startsOn: maybeDay, dueOn: day }), fc.record({ periods }));
const checkIn = {
  ...on,
  checkInId: fc.constantFrom('i1', 'i2', 'i3'),
  periodId: fc.option(fc.constantFrom('q1', 'q2')),
  percent: fc.integer({ min: 0, max: 100 }),
  text: word,
  people,
};
const file = {
  ...on,
  evidenceId,
  deliverableId: fc.option(fc.constantFrom('d1', 'd2')),
  sha256: fc.constantFrom('a'.repeat(64), 'b'.repeat(64)),
  fileName: word,
  mediaType: fc.constant('application/pdf'),
  size: fc.constant(4096),
};
const change = fc.record({ ...on, changeId, proposedDueOn: maybeDay, proposal: word, reason });
const changeRefusal = fc.record({ ...on, changeId, reason });
const evidenceEnd = fc.record({ ...on, evidenceId, reason });
const summary = fc.record({ ...on, summary: word });
const ending = fc.record({ ...on, reason });
const split = {
  planId: fc.constant('p'),
  groupId: fc.constant('districts'),
  children: assignee.map((lead) => [{ taskId: 't.a', code: 'A05.1', lead }]),
};
const assignment = { coordinators, coordinationScope: fc.option(word), releasedUnitIds: unitIds };

/** One event type with data that fit it. */
function event<Type extends TaskEvent['type']>(
  type: Type,
  data: fc.Arbitrary<Extract<TaskEvent, { type: Type }>['data']>,
): fc.Arbitrary<TaskEvent> {
  return data.map((value) => ({ type, data: value }) as TaskEvent);
}

function command<Name extends TaskCommand['name']>(
  name: Name,
  input: fc.Arbitrary<Extract<TaskCommand, { name: Name }>['input']>,
): fc.Arbitrary<TaskCommand> {
  return input.map((value) => ({ name, input: value }) as TaskCommand);
}

const parentTaskId = fc.option(fc.constant('parent'));
const anyEvent = fc.oneof(
  event('TaskAdded', fc.record({ ...writing, parentTaskId, schedule })),
  event('TaskDetailsChanged', fc.record({ ...words, schedule, dueMoved })),
  event(
    'TaskAssigned',
    fc.record({ ...on, ...assignment, planId: split.planId, lead: assignee, dueOn: maybeDay }),
  ),
  event('TaskSplit', fc.record({ ...writing, ...assignment, ...split, schedule })),
  event('TaskAcknowledged', fc.record(on)),
  event('TaskRequestAccepted', fc.record(on)),
  event('TaskRequestDeclined', ending),
  event('TaskChangeRequested', change),
  event('TaskChangeGranted', fc.record({ ...on, changeId, schedule, note: fc.option(word), dueMoved })),
  event('TaskChangeRefused', changeRefusal),
  event('TaskChangeWithdrawn', fc.record({ ...on, changeId })),
  event('CheckInRecorded', fc.record(checkIn)),
  event('EvidenceAttached', fc.record({ ...file, unitId: fc.option(unitId) })),
  event('EvidenceWithdrawn', evidenceEnd),
  event('TaskSubmitted', fc.record({ ...on, submittedOn: day, summary: word })),
  event('TaskConfirmed', fc.record({ ...on, confirmedOn: day, note: fc.option(word) })),
  event('TaskReturned', ending),
  event(
    'TaskCancelled',
    fc.record({ ...on, reason, releasedUnitIds: unitIds, childTaskIds: fc.constant([]) }),
  ),
);

const anyCommand = fc.oneof(
  command('AddTask', fc.record({ ...writing, schedule: scheduleInput })),
  command(
    'AddChildTask',
    fc.record({
      ...writing,
      parentTaskId: fc.constant('parent'),
      schedule: scheduleInput,
      lead: assignee,
      coordinators,
    }),
  ),
  command('ChangeTaskDetails', fc.record({ ...words, schedule: scheduleInput })),
  command(
    'AssignTask',
    fc
      .record({
        lead: fc.constantFrom('labour', 'women', 'gone', 'districts'),
        unitIds,
        groups: fc.subarray(['districts']),
      })
      .map(({ lead, unitIds: coordinatingUnitIds, groups: coordinatingGroupIds }) => ({
        taskId,
        ...(lead === 'districts' ? { leadGroupId: lead } : { leadUnitId: lead }),
        coordinatingUnitIds,
        coordinatingGroupIds,
      })),
  ),
  command('AcknowledgeTask', fc.record(on)),
  command('AcceptTaskRequest', fc.record(on)),
  command('DeclineTaskRequest', ending),
  command('RequestTaskChange', change),
  command('GrantTaskChange', fc.record({ ...on, changeId, dueOn: maybeDay, note: fc.option(word) })),
  command('RefuseTaskChange', changeRefusal),
  command('WithdrawTaskChange', fc.record({ ...on, changeId })),
  command('CheckIn', fc.record(checkIn)),
  command('AttachEvidence', fc.record(file)),
  command('WithdrawEvidence', evidenceEnd),
  command('SubmitTask', summary),
  command('ConfirmTask', fc.record({ ...on, note: fc.option(word) })),
  command('ReturnTask', ending),
  command('CancelTask', ending),
);

/** Work begins on an assigned task, so most runs do too. */
const opening = fc.constantFrom<TaskCommand[]>(
  [],
  [addTask(), assign()],
  [addTask({ schedule: { periods: quarters }, countsPeople: true }), assign({ leadUnitId: 'women' })],
);

const context: DecisionContext = {
  actor: { userId: 'a', officeId: 'o', unitId: 'labour', role: 'OFFICER', onBehalfOfOfficeId: null },
  now: '2023-03-01T02:00:00.000Z',
  today: '2023-03-01',
  facts,
  id: (n) => `id-${n}`,
};

describe('a task, whatever comes', () => {
  it('evolves over any order of events', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40, size: 'max' }), (events) => {
        const state = events.reduce(task.evolve, task.initialState);
        expect(task.facts(state) === null).toBe(state.status === 'NONE');
      }),
    );
  });

  it('decides nothing twice, only events that fit the storage format, only refusals that are listed', () => {
    fc.assert(
      fc.property(opening, fc.array(anyCommand, { maxLength: 60, size: 'max' }), (first, commands) => {
        let state = task.initialState;
        for (const each of [...first, ...commands]) {
          const decision = task.decide(each, state, context);
          if (isRefusal(decision)) {
            expect(refusalsOf(each)).toContain(decision.reason);
            continue;
          }
          for (const one of decision) expect(parsed(one)).toEqual(one.data);
          state = decision.reduce(task.evolve, state);
          const again = task.decide(each, state, context);
          expect(isRefusal(again) || again.length === 0).toBe(true);
        }
      }),
    );
  });
});

function refusalsOf({ name }: TaskCommand): readonly string[] {
  return taskCommands.find((definition) => definition.name === name)?.refusals ?? [];
}

function parsed({ type, data }: TaskEvent): unknown {
  return taskEvents.find((definition) => definition.type === type)?.schema.parse(data);
}
