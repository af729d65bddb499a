import { nouns } from '@songhanh/domain';
import type { CommandDefinition } from '@songhanh/domain/kernel';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { inputFaults } from './input-faults.ts';
import { messagesEn } from './messages.en.ts';
import { messagesVi } from './messages.vi.ts';

const commands = nouns.flatMap((noun): readonly CommandDefinition[] => noun.commands);
const isReason = (text: string): boolean => /^[A-Z0-9]+(?:_[A-Z0-9]+)+$/u.test(text);

/** What a schema says of an input whose every field holds the same. */
function faultsOf({ schema }: CommandDefinition, value: unknown): readonly string[] {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input' });
  const input = Object.fromEntries(Object.keys(properties).map((name) => [name, value]));
  const parsed = schema.safeParse(input, { error: inputFaults.vi });
  return parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
}

test('both languages have a sentence for each reason', () => {
  expect(Object.keys(messagesVi).sort()).toEqual(Object.keys(messagesEn).sort());
});

test('both sentences of a reason name the same parameters', () => {
  const named = (sentence = '') => new Set(sentence.match(/\{\w+\}/gu));
  for (const [reason, sentence] of Object.entries(messagesVi))
    expect({ reason, names: named(messagesEn[reason]) }).toEqual({ reason, names: named(sentence) });
});

test('every refusal of a command has a sentence', () => {
  const refusals = commands.flatMap((command) => command.refusals);
  expect(refusals.length).toBeGreaterThan(50);
  expect(refusals.filter((reason) => !(reason in messagesVi))).toEqual([]);
});

test.each(['!', ['!'], 'x'.repeat(5_000)])(
  'every reason that a schema gives for %j has a sentence',
  (value) => {
    const reasons = commands.flatMap((command) => faultsOf(command, value)).filter(isReason);
    expect(reasons).toContain('ID_MALFORMED');
    expect(reasons.filter((reason) => !(reason in messagesVi))).toEqual([]);
  },
);
