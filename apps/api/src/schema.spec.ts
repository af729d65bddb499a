import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nouns } from '@songhanh/domain';
import { createNounRegistry } from '@songhanh/event-log';
import {
  type ASTNode,
  buildASTSchema,
  concatAST,
  extendSchema,
  type GraphQLSchema,
  parse,
  visit,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { commandFaults } from './platform/graphql/command-check.ts';

const files = [
  'platform/graphql/platform.graphql',
  ...globSync('features/*/*.graphql', { cwd: import.meta.dirname }),
];
const documents = files.map((file) => ({
  file,
  document: parse(readFileSync(join(import.meta.dirname, file), 'utf8')),
}));
const federation = parse(`
  directive @key(fields: String!) repeatable on OBJECT
  directive @shareable on OBJECT | FIELD_DEFINITION
`);

/** Without what only a subgraph knows. */
function schema(): GraphQLSchema {
  const all = concatAST([...documents.map(({ document }) => document), federation]);
  const [base, extensions] = [
    all.definitions.filter(isBase),
    all.definitions.filter((node) => !isBase(node)),
  ];
  const built = buildASTSchema({ ...all, definitions: base }, { assumeValidSDL: true });
  return extendSchema(
    built,
    { ...all, definitions: extensions.filter(({ kind }) => kind !== 'SchemaExtension') },
    { assumeValidSDL: true },
  );
}

function isBase({ kind }: ASTNode): boolean {
  return !kind.endsWith('Extension');
}

const described = [
  'ScalarTypeDefinition',
  'ObjectTypeDefinition',
  'FieldDefinition',
  'InputValueDefinition',
  'InterfaceTypeDefinition',
  'UnionTypeDefinition',
  'EnumTypeDefinition',
  'EnumValueDefinition',
  'InputObjectTypeDefinition',
  'DirectiveDefinition',
];

describe('the SDL', () => {
  it.each(documents)('of $file describes every type, field, argument and value', ({ document }) => {
    const missing: string[] = [];
    visit(document, {
      enter(node, _key, _parent, _path, ancestors) {
        if (!described.includes(node.kind) || !('name' in node) || !('description' in node)) return;
        if (node.description) return;
        const owners = ancestors.flatMap((ancestor) => ('name' in ancestor ? [ancestor.name?.value] : []));
        missing.push([...owners, node.name?.value].join('.'));
      },
    });
    expect(missing).toEqual([]);
  });

  it('has for every @command a command of the same name with the same fields', () => {
    const registry = createNounRegistry(nouns);
    const mutations = Object.values(schema().getMutationType()?.getFields() ?? {}).filter((field) =>
      field.astNode?.directives?.some(({ name }) => name.value === 'command'),
    );
    expect(mutations.length).toBeGreaterThan(30);
    const faults = mutations.flatMap((field) => {
      const registered = registry.commandNamed(pascal(field.name));
      return registered === undefined ? [`no command for ${field.name}`] : commandFaults(field, registered);
    });
    expect(faults).toEqual([]);
  });

  it('has a mutation for every command that people send', () => {
    const mutations = Object.keys(schema().getMutationType()?.getFields() ?? {}).map(pascal);
    const commands = nouns.flatMap((noun) => noun.commands.map(({ name }) => name));
    expect(commands.filter((name) => !mutations.includes(name)).sort()).toEqual(notForPeople);
  });
});

/** They follow from events; no one asks for them. */
const notForPeople = ['AddChildTask', 'OpenCoordination', 'RescheduleCoordination', 'WithdrawCoordination'];

function pascal(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
