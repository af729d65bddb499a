import { describe, expect, it } from 'vitest';
import { given } from '../kernel/index.ts';
import { plan, planCommands } from './index.ts';
import {
  changeHeading,
  closePlan,
  drafted,
  draftPlan,
  everyCommand,
  facts,
  sectionAdded,
} from './plan.fixture.ts';

describe('who may', () => {
  const draft = given(plan, [drafted, sectionAdded]);

  it('is asked of every command', () => {
    expect(everyCommand.map((command) => command.name)).toEqual(planCommands.map((each) => each.name));
  });

  it.each(everyCommand)('$name: planners of the issuing and of the drafting unit', (command) => {
    for (const unitId of ['ubnd', 'unit-planner']) {
      expect(draft.when(command, { facts, actor: { unitId } })).not.toHaveProperty('forbidden');
    }
  });

  it.each(everyCommand)('$name: nobody of another unit, and no other role', (command) => {
    const outsiders = [
      { unitId: 'unit-other' },
      { unitId: null },
      { role: 'OFFICER' as const },
      { role: 'LEADER' as const },
      { role: 'ADMINISTRATOR' as const },
      { role: 'SERVICE' as const },
    ];
    for (const actor of outsiders) {
      expect(draft.when(command, { facts, actor })).toEqual({ forbidden: 'NOT_A_PLANNER_OF_THE_PLAN' });
    }
  });

  it.each(everyCommand)('$name: no auditor', (command) => {
    expect(draft.when(command, { facts, actor: { role: 'AUDITOR' } })).toEqual({
      forbidden: 'AUDITOR_CHANGES_NOTHING',
    });
  });
});

describe('the facts that a decision needs', () => {
  it('are the units of the heading, each once', () => {
    expect(plan.factsNeeded(draftPlan, plan.initialState, {})).toEqual([
      { noun: 'organisation', id: 'ubnd' },
      { noun: 'organisation', id: 'unit-planner' },
    ]);
    expect(plan.factsNeeded(changeHeading({ draftingUnitId: 'ubnd' }), plan.initialState, {})).toHaveLength(
      1,
    );
  });

  it('are none where no unit is named', () => {
    expect(plan.factsNeeded(closePlan, plan.initialState, {})).toEqual([]);
  });
});
