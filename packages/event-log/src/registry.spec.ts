import { type AnyNoun, defineCommand, defineEvent, type EventDefinition } from '@songhanh/domain/kernel';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { counter, counterOpened, echo, openCounter } from './counter.fixture.ts';
import { createNounRegistry, RegistryFaulty } from './registry.ts';

const bare: AnyNoun = { ...counter, name: 'bare', events: [], commands: [], policy: {} };

function faultsOf(...registered: Parameters<typeof createNounRegistry>): readonly string[] {
  try {
    createNounRegistry(...registered);
    return [];
  } catch (error) {
    if (error instanceof RegistryFaulty) return error.faults;
    throw error;
  }
}

function withEvent(over: Partial<EventDefinition>): AnyNoun {
  const base = defineEvent({
    type: 'Happened',
    description: 'It happened.',
    schema: z.object({ about: z.string() }),
  });
  return { ...bare, events: [{ ...base, ...over }] };
}

test('what is registered is found by its name', () => {
  const registry = createNounRegistry([counter, bare], [echo]);
  expect(registry.nounOfCategory('counter')).toBe(counter);
  expect(registry.commandNamed('OpenCounter')).toEqual({ noun: counter, command: openCounter });
  expect(registry.eventOfType('CounterOpened')).toEqual({ noun: counter, definition: counterOpened });
  expect(registry.reactionsOn('CounterClosed')).toEqual([echo]);
  expect([registry.commandNamed('Nothing'), registry.reactionsOn('Nothing')]).toEqual([undefined, []]);
});

describe('the registry refuses', () => {
  test('a name that is taken, naming both sides', () => {
    const rival = {
      ...bare,
      name: 'rival',
      events: counter.events,
      commands: counter.commands,
      policy: counter.policy,
    };
    const faults = faultsOf([counter, rival]);
    expect(faults).toHaveLength(6);
    expect(faults).toContainEqual(
      'command OpenCounter is defined by noun counter and by noun rival; one must choose another name',
    );
    expect(faults).toContainEqual(
      'event type CounterOpened is defined by noun counter and by noun rival; one must choose another name',
    );
    expect(faultsOf([bare, bare])).toEqual(['noun bare is registered twice']);
  });

  test('a category that cannot be told from an id', () => {
    expect(faultsOf([{ ...bare, name: 'two-words' }])).toEqual([expect.stringContaining('without a dash')]);
  });

  test('a command without a row in the policy, and a row without a command', () => {
    const { OpenCounter, ...rest } = counter.policy;
    expect(faultsOf([{ ...counter, policy: rest as typeof counter.policy }])).toEqual([
      'command OpenCounter of noun counter has no row in its policy: who may send it?',
    ]);
    expect(faultsOf([{ ...bare, policy: { OpenCounter } }])).toEqual([
      'the policy of noun bare has a row OpenCounter, but no such command',
    ]);
    const unnamed = defineCommand({ ...openCounter, name: 'toString' });
    expect(faultsOf([{ ...bare, commands: [unnamed] }])).toHaveLength(1);
  });

  test('a gap among upcasters, and one that leads nowhere', () => {
    const same = (data: Record<string, unknown>) => data;
    expect(faultsOf([withEvent({ version: 3, upcasters: { 2: same } })])).toEqual([
      'event type Happened of noun bare is at version 3 but has no upcaster from version 1',
    ]);
    expect(faultsOf([withEvent({ upcasters: { 1: same } })])).toEqual([
      'event type Happened of noun bare has an upcaster from version 1, but is at version 1',
    ]);
  });

  test('a personal field that is missing, cannot be erased, or has no subject', () => {
    const schema = z.object({ about: z.string(), name: z.string(), ownerId: z.string() });
    const personal = (field: string, subjectField: string) =>
      faultsOf([withEvent({ schema, personal: [{ field, subjectField }] })]);
    expect(personal('phone', 'ownerId')).toEqual([expect.stringContaining('no such field')]);
    expect(personal('name', 'ownerId')).toEqual([expect.stringContaining('must be nullable')]);
    expect(personal('name', 'name')).toContainEqual(expect.stringContaining('the subject of name'));
    expect(faultsOf([counter])).toEqual([]);
  });

  test("an event type of the store's own", () => {
    expect(faultsOf([withEvent({ type: '$happened' })])).toEqual([expect.stringContaining('event store')]);
  });

  test('a reaction to nothing and a reaction twice', () => {
    expect(faultsOf([bare], [{ ...echo, on: ['Nothing'] }])).toEqual([
      'reaction echo waits for Nothing, which no noun defines',
    ]);
    expect(faultsOf([counter], [echo, echo])).toEqual(['reaction echo is registered twice']);
  });
});
