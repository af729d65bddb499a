import { describe, expect, it } from 'vitest';
import { given } from '../kernel/index.ts';
import {
  accepted,
  coordinationId,
  facts,
  invite,
  invited,
  lead,
  ofTheLead,
  ofTheUnit,
  terms,
  unit,
  withdrawn,
} from './coordination.fixture.ts';
import { type CoordinationCommand, coordination, coordinationCommands } from './index.ts';

const { origin: _, ...named } = terms;
const ofNobody: CoordinationCommand[] = [
  { name: 'OpenCoordination', input: named },
  { name: 'WithdrawCoordination', input: withdrawn.data },
  {
    name: 'RescheduleCoordination',
    input: { coordinationId: withdrawn.data.coordinationId, formerDueOn: '2023-05-31', dueOn: '2023-09-30' },
  },
];
const standing = given(coordination, [invited, accepted]);

describe('who may', () => {
  it('is asked of every command', () => {
    const asked = [...ofNobody, invite(), ...ofTheUnit, ...ofTheLead].map((command) => command.name);
    expect(asked.sort()).toEqual(coordinationCommands.map((each) => each.name).sort());
  });

  it.each(ofNobody)('$name: no person', (command) => {
    for (const scenario of [lead, unit]) {
      expect(standing.when(command, scenario)).toEqual({ forbidden: 'NOT_FOR_PEOPLE' });
    }
  });

  it.each(ofTheUnit)('$name: whoever holds an office in the coordinating unit', (command) => {
    for (const role of ['OFFICER', 'LEADER', 'PLANNER'] as const) {
      expect(standing.when(command, { actor: { unitId: 'health', role } })).not.toHaveProperty('forbidden');
    }
    expect(standing.when(command, lead)).toEqual({ forbidden: 'NOT_THE_COORDINATING_UNIT' });
  });

  it.each([invite(), ...ofTheLead])('$name: whoever holds an office in the lead unit', (command) => {
    for (const role of ['OFFICER', 'LEADER', 'PLANNER'] as const) {
      expect(standing.when(command, { actor: { unitId: 'lead', role }, facts })).not.toHaveProperty(
        'forbidden',
      );
    }
    expect(standing.when(command, unit)).toEqual({ forbidden: 'NOT_THE_LEAD_UNIT' });
  });

  it.each([invite(), ...ofTheUnit, ...ofTheLead])('$name: neither administrator nor service', (command) => {
    for (const role of ['ADMINISTRATOR', 'SERVICE'] as const) {
      for (const unitId of ['health', 'lead', null]) {
        expect(standing.when(command, { actor: { role, unitId }, facts })).toHaveProperty('forbidden');
      }
    }
  });

  it.each([invite(), ...ofTheUnit, ...ofTheLead])('$name: no auditor', (command) => {
    expect(standing.when(command, { actor: { role: 'AUDITOR' }, facts })).toEqual({
      forbidden: 'AUDITOR_CHANGES_NOTHING',
    });
  });
});

describe('the facts that a decision needs', () => {
  it('are the task and the unit of an invitation', () => {
    expect(coordination.factsNeeded(invite(), coordination.initialState, {})).toEqual([
      { noun: 'task', id: 't' },
      { noun: 'organisation', id: 'health' },
    ]);
  });

  it('are none otherwise', () => {
    for (const command of [...ofNobody, ...ofTheUnit, ...ofTheLead]) {
      expect(coordination.factsNeeded(command, standing.state, {})).toEqual([]);
    }
  });
});

describe('the id of an invitation', () => {
  const schema = coordinationCommands.find((each) => each.name === 'InviteCoordination')?.schema;

  it('is made of task and unit, so that a unit has one coordination on a task', () => {
    expect(schema?.safeParse(invite().input).success).toBe(true);
    expect(schema?.safeParse({ ...invite().input, coordinationId: 'another' }).success).toBe(false);
    expect(coordinationId).toBe('t.health');
  });
});
