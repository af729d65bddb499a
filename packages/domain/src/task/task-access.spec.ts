import { describe, expect, it } from 'vitest';
import { type Actor, given } from '../kernel/index.ts';
import { type TaskCommand, task, taskCommands } from './index.ts';
import {
  added,
  addTask,
  assign,
  assigned,
  assignGroup,
  attach,
  attached,
  confirm,
  facts,
  grantChange,
  labour,
  ofTheLead,
  ofThePlanner,
  planner,
  split,
  withdrawEvidence,
  women,
} from './task.fixture.ts';

const { releasedUnitIds: _, groupId: __, children: ___, schedule: ____, ...common } = split.data;
const addChild: TaskCommand = {
  name: 'AddChildTask',
  input: {
    ...common,
    parentTaskId: 't',
    code: 'A05.1',
    schedule: { dueOn: '2023-06-30' },
    lead: { unitId: 'labour', mode: 'ORDER' },
  },
};
const someone: Actor = {
  userId: 'u',
  officeId: 'o',
  unitId: null,
  role: 'OFFICER',
  onBehalfOfOfficeId: null,
};
const ofPlanners = [addTask(), ...ofThePlanner];
const ofPeople = [...ofPlanners, ...ofTheLead, attach(), withdrawEvidence];
const standing = given(task, [added(), assigned(), attached()]);

describe('who may', () => {
  it('is asked of every command', () => {
    expect([addChild, ...ofPeople].map((command) => command.name).sort()).toEqual(
      taskCommands.map((each) => each.name).sort(),
    );
  });

  it('AddChildTask: no person', () => {
    for (const scenario of [planner, labour]) {
      expect(standing.when(addChild, scenario)).toEqual({ forbidden: 'NOT_FOR_PEOPLE' });
    }
  });

  it.each(ofPlanners)('$name: planners of the issuing and of the drafting unit', (command) => {
    for (const unitId of ['ubnd', 'unit-planner']) {
      expect(standing.when(command, { facts, actor: { unitId } })).not.toHaveProperty('forbidden');
    }
    for (const actor of [{ unitId: 'health' }, { unitId: null }, { role: 'LEADER' as const }]) {
      expect(standing.when(command, { facts, actor })).toEqual({ forbidden: 'NOT_A_PLANNER_OF_THE_PLAN' });
    }
  });

  it.each([confirm, grantChange()])('$name: nobody of the unit that leads', (command) => {
    const own = given(task, [added(), assigned({ lead: { unitId: 'unit-planner', mode: 'ORDER' } })]);
    expect(own.when(command, planner)).toEqual({ forbidden: 'OWN_UNIT_CONFIRMS' });
    expect(own.when(command, { facts, actor: { unitId: 'ubnd' } })).not.toHaveProperty('forbidden');
  });

  it.each(ofTheLead)('$name: whoever holds an office in the lead unit', (command) => {
    for (const role of ['OFFICER', 'LEADER', 'PLANNER'] as const) {
      expect(standing.when(command, { actor: { unitId: 'labour', role } })).not.toHaveProperty('forbidden');
    }
    for (const unitId of ['health', 'unit-planner', null]) {
      expect(standing.when(command, { actor: { unitId } })).toEqual({ forbidden: 'NOT_THE_LEAD_UNIT' });
    }
  });

  it('AttachEvidence: the lead, whoever coordinates by the assignment, and who was invited', () => {
    for (const unitId of ['labour', 'health', 'women']) {
      expect(standing.when(attach(), { actor: { unitId } })).not.toHaveProperty('forbidden');
    }
    const invited = (status: string) =>
      standing.when(attach(), {
        actor: { unitId: 'culture' },
        facts: { 'coordination-t.culture': { status } },
      });
    for (const status of ['AWAITING_ANSWER', 'ACCEPTED', 'CONCLUDED']) {
      expect(invited(status)).not.toHaveProperty('forbidden');
    }
    for (const status of ['DECLINED', 'WITHDRAWN']) {
      expect(invited(status)).toEqual({ forbidden: 'NOT_A_UNIT_OF_THE_TASK' });
    }
    expect(standing.when(attach(), { actor: { unitId: 'culture' } })).toEqual({
      forbidden: 'NOT_A_UNIT_OF_THE_TASK',
    });
  });

  it('AttachEvidence: no unit of the assignment that declined to coordinate', () => {
    const named = (status: string) =>
      standing.when(attach(), { ...women, facts: { 'coordination-t.women': { status } } });
    expect(named('DECLINED')).toEqual({ forbidden: 'NOT_A_UNIT_OF_THE_TASK' });
    expect(named('AWAITING_ANSWER')).not.toHaveProperty('forbidden');
  });

  it('WithdrawEvidence: the unit that attached it', () => {
    expect(standing.when(withdrawEvidence, labour)).not.toHaveProperty('forbidden');
    for (const scenario of [planner, { actor: { unitId: 'health' } }]) {
      expect(standing.when(withdrawEvidence, scenario)).toEqual({
        forbidden: 'NOT_THE_UNIT_OF_THE_EVIDENCE',
      });
    }
  });

  it.each(ofPeople)('$name: neither administrator nor service', (command) => {
    for (const role of ['ADMINISTRATOR', 'SERVICE'] as const) {
      for (const unitId of ['labour', 'unit-planner', null]) {
        expect(standing.when(command, { facts, actor: { role, unitId } })).toHaveProperty('forbidden');
      }
    }
  });

  it.each(ofPeople)('$name: no auditor', (command) => {
    expect(standing.when(command, { facts, actor: { role: 'AUDITOR' } })).toEqual({
      forbidden: 'AUDITOR_CHANGES_NOTHING',
    });
  });
});

describe('the facts that a decision needs', () => {
  const { state } = given(task, [added()]);
  const plan = { noun: 'plan', id: 'p' };
  const unit = (id: string) => ({ noun: 'organisation', id });

  it('are the plan into which a task is written', () => {
    expect(task.factsNeeded(addTask(), task.initialState, {})).toEqual([plan]);
  });

  it('are the plan of the task, none for a task that does not exist', () => {
    for (const command of [confirm, ...ofTheLead]) {
      expect(task.factsNeeded(command, state, {})).toEqual([plan]);
      expect(task.factsNeeded(command, task.initialState, {})).toEqual([]);
    }
  });

  it("are for evidence the coordination with the actor's unit", () => {
    const actor = { ...someone, unitId: 'culture' };
    expect(task.factsNeeded(attach(), state, {}, actor)).toEqual([
      plan,
      { noun: 'coordination', id: 't.culture' },
    ]);
    expect(task.factsNeeded(attach(), state, {}, { ...actor, unitId: null })).toEqual([plan]);
  });

  it('are the units that an assignment names, each once', () => {
    expect(task.factsNeeded(assign({ coordinatingUnitIds: ['health', 'labour'] }), state, {})).toEqual([
      plan,
      unit('labour'),
      unit('health'),
    ]);
  });

  it('are a group, and once it is known its units on the issue date', () => {
    const command = assignGroup({ coordinatingUnitIds: [] });
    expect(task.factsNeeded(command, state, {})).toEqual([plan, unit('districts')]);
    expect(task.factsNeeded(command, state, facts)).toEqual([
      plan,
      unit('districts'),
      unit('labour'),
      unit('health'),
    ]);
  });
});
