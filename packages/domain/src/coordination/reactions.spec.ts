import { describe, expect, it } from 'vitest';
import type { DomainEvent, FollowUp } from '../kernel/index.ts';
import type { TaskEvent } from '../task/events.ts';
import { coordinationCommands, coordinationReactions } from './index.ts';

const assigned: TaskEvent = {
  type: 'TaskAssigned',
  data: {
    taskId: 't',
    planId: 'p',
    lead: { unitId: 'lead', mode: 'ORDER' },
    coordinators: [
      { unitId: 'health', mode: 'ORDER' },
      { unitId: 'women', mode: 'REQUEST' },
    ],
    coordinationScope: 'Góp ý',
    dueOn: '2023-06-30',
    releasedUnitIds: ['police'],
  },
};
const cancelled: TaskEvent = {
  type: 'TaskCancelled',
  data: { taskId: 't', reason: 'Lồng ghép', releasedUnitIds: ['health', 'women'], childTaskIds: [] },
};
const split: TaskEvent = {
  type: 'TaskSplit',
  data: {
    taskId: 't',
    planId: 'p',
    groupId: 'g',
    children: [{ taskId: 't.a', code: 'A1.1', lead: { unitId: 'a', mode: 'ORDER' } }],
    coordinators: [{ unitId: 'health', mode: 'ORDER' }],
    coordinationScope: null,
    title: 'Việc',
    titleEnglish: null,
    sectionId: null,
    schedule: { kind: 'DUE_DATE', startsOn: null, dueOn: '2023-06-30' },
    deliverables: [],
    countsPeople: false,
    illustrative: true,
    releasedUnitIds: ['police'],
  },
};

const moved: TaskEvent = {
  type: 'TaskChangeGranted',
  data: {
    taskId: 't',
    changeId: 'c1',
    schedule: { kind: 'DUE_DATE', startsOn: null, dueOn: '2023-09-30' },
    note: null,
    dueMoved: { from: '2023-06-30', to: '2023-09-30', coordinatingUnitIds: ['health'] },
  },
};

describe('what follows from a task', () => {
  it('an assignment opens one coordination for each unit that it names', () => {
    const common = {
      taskId: 't',
      planId: 'p',
      leadUnitId: 'lead',
      scope: 'Góp ý',
      dueOn: '2023-06-30',
    };
    expect(follow(assigned).slice(1)).toEqual([
      {
        key: 'open-health',
        command: {
          name: 'OpenCoordination',
          input: { ...common, coordinationId: 't.health', unitId: 'health', mode: 'ORDER' },
        },
      },
      {
        key: 'open-women',
        command: {
          name: 'OpenCoordination',
          input: { ...common, coordinationId: 't.women', unitId: 'women', mode: 'REQUEST' },
        },
      },
    ]);
  });

  it('an assignment withdraws the coordination with a unit that it no longer names', () => {
    expect(follow(assigned)[0]).toMatchObject({
      key: 'withdraw-police',
      command: { name: 'WithdrawCoordination', input: { coordinationId: 't.police' } },
    });
  });

  it('a cancelled task withdraws them all, with its reason', () => {
    expect(follow(cancelled).map(({ command }) => command)).toEqual([
      { name: 'WithdrawCoordination', input: { coordinationId: 't.health', reason: 'Lồng ghép' } },
      { name: 'WithdrawCoordination', input: { coordinationId: 't.women', reason: 'Lồng ghép' } },
    ]);
  });

  it('a split task withdraws its own and opens none: its children do', () => {
    expect(follow(split).map(({ key }) => key)).toEqual(['withdraw-police']);
  });

  it('a moved task takes along whoever coordinates by the assignment, and nobody when its day stays', () => {
    expect(follow(moved)).toEqual([
      {
        key: 'reschedule-health',
        command: {
          name: 'RescheduleCoordination',
          input: { coordinationId: 't.health', formerDueOn: '2023-06-30', dueOn: '2023-09-30' },
        },
      },
    ]);
    expect(follow({ ...moved, data: { ...moved.data, dueMoved: null } })).toEqual([]);
  });

  it('carries only commands that their schemas take', () => {
    for (const { command } of [assigned, cancelled, split, moved].flatMap(follow)) {
      const definition = coordinationCommands.find((each) => each.name === command.name);
      expect(definition?.schema.safeParse(command.input).success).toBe(true);
    }
  });
});

function follow(event: DomainEvent): readonly FollowUp[] {
  return coordinationReactions
    .filter((reaction) => reaction.on.includes(event.type))
    .flatMap((reaction) => reaction.react(event, 'event-1'));
}
