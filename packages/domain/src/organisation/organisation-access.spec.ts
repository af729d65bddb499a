import { describe, expect, it } from 'vitest';
import { given } from '../kernel/index.ts';
import { organisation, organisationCommands } from './index.ts';
import { byAdministrator, establishUnit, everyCommand, facts } from './organisation.fixture.ts';

describe('who may', () => {
  it('is asked of every command', () => {
    expect(everyCommand.map((command) => command.name)).toEqual(
      organisationCommands.map((definition) => definition.name),
    );
  });

  it.each(everyCommand)('$name: administrators', (command) => {
    expect(given(organisation, []).when(command, byAdministrator)).not.toHaveProperty('forbidden');
  });

  it.each(everyCommand)('$name: no other role', (command) => {
    for (const role of ['PLANNER', 'OFFICER', 'LEADER', 'SERVICE'] as const) {
      expect(given(organisation, []).when(command, { facts, actor: { role } })).toEqual({
        forbidden: 'ADMINISTRATOR_NEEDED',
      });
    }
    expect(given(organisation, []).when(command, { facts, actor: { role: 'AUDITOR' } })).toEqual({
      forbidden: 'AUDITOR_CHANGES_NOTHING',
    });
  });
});

describe('the facts that a decision needs', () => {
  it('are the units that the command names besides its own', () => {
    const needed = everyCommand.map((command) =>
      organisation.factsNeeded(command, organisation.initialState, {}).map((key) => key.id),
    );
    expect(needed).toEqual([['province'], [], ['phu-loc'], ['nam-dong', 'phu-loc'], ['phu-loc']]);
    expect(
      organisation.factsNeeded(establishUnit({ parentUnitId: null }), organisation.initialState, {}),
    ).toEqual([]);
  });
});
