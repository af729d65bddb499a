import type { AnyNoun } from '@songhanh/domain/kernel';
import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commandFaults } from './command-check.ts';

const command = z.object({
  taskId: z.string(),
  due: z.iso.date(),
  percent: z.int().optional(),
  kind: z.enum(['ORDER', 'REQUEST']),
  people: z.object({ female: z.int() }).nullish(),
  unitIds: z.array(z.string()).default([]),
});

const fitting = {
  commandId: 'ID!',
  expectedRevision: 'Int',
  taskId: 'ID!',
  due: 'Date!',
  percent: 'Int',
  kind: 'Kind!',
  people: 'PeopleInput',
  unitIds: '[ID!]',
};

/** What differs between the command and an input whose fields are the fitting ones, but for those given. */
function faultsOf(
  fields: Readonly<Record<string, string | null>>,
  kinds = 'ORDER REQUEST',
): readonly string[] {
  const lines = Object.entries({ ...fitting, ...fields })
    .filter(([, type]) => type !== null)
    .map(([name, type]) => `${name}: ${type}`);
  const schema = buildSchema(`
    scalar Date
    enum Kind { ${kinds} }
    input PeopleInput { female: Int! }
    input AssignTaskInput { ${lines.join('\n')} }
    type Query { nothing: Int }
    type Mutation { assignTask(input: AssignTaskInput!): Int! }
  `);
  const field = schema.getMutationType()?.getFields().assignTask;
  if (field === undefined) throw new Error('no field');
  const definition = {
    name: 'AssignTask',
    description: '',
    schema: command,
    streamId: () => '',
    refusals: [],
  };
  return commandFaults(field, { noun: { name: 'task' } as AnyNoun, command: definition });
}

describe('a mutation and its command', () => {
  it('fit when every field has the same name, type and need', () => {
    expect(faultsOf({})).toEqual([]);
  });

  it.each([
    [
      'a field that the command lacks',
      { note: 'String' },
      /AssignTaskInput\.note.*no note of AssignTask of noun task/u,
    ],
    [
      'a field that the input lacks',
      { due: null },
      /AssignTaskInput\.due is missing.*due of AssignTask of noun task/u,
    ],
    [
      'another type',
      { percent: 'String' },
      /AssignTaskInput\.percent is String.*percent of AssignTask.* is Int/u,
    ],
    ['text for a date', { due: 'String!' }, /AssignTaskInput\.due is String.*is Date/u],
    [
      'needed on one side alone',
      { taskId: 'ID' },
      /AssignTaskInput\.taskId is nullable.*taskId of AssignTask.*needed/u,
    ],
    [
      'optional on one side alone',
      { percent: 'Int!' },
      /AssignTaskInput\.percent is not null.*left out or null/u,
    ],
    ['a list on one side alone', { taskId: '[ID!]!' }, /AssignTaskInput\.taskId is a list.*is string/u],
    ['no commandId', { commandId: null }, /AssignTaskInput\.commandId is missing; it must be ID!/u],
  ])('differ by %s, and both sides are named', (_what, fields, sentence) => {
    const faults = faultsOf(fields);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(sentence);
  });

  it('differ by the values of an enum', () => {
    expect(faultsOf({}, 'ORDER WISH')).toEqual([
      'AssignTaskInput.kind: the enum lacks REQUEST, which kind of AssignTask of noun task has',
      'AssignTaskInput.kind: the enum has WISH, which kind of AssignTask of noun task lacks',
    ]);
  });
});
