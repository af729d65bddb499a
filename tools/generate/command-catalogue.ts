import { nouns } from '@songhanh/domain';
import type { CommandDefinition } from '@songhanh/domain/kernel';
import { properties } from './json-schema.ts';
import { page, table } from './markdown.ts';

/** docs/reference/commands.md: what can be asked, and every reason with which it may be refused. */
export function commandCatalogue(): string {
  return page(
    'Command catalogue',
    'A command is sent by the GraphQL mutation of the same name in camelCase, with `commandId` and, if wanted, `expectedRevision` beside these fields.',
    ...nouns.flatMap((noun) => [`## ${noun.name}`, ...noun.commands.map(entry)]),
  );
}

function entry(definition: CommandDefinition): string {
  const rows = properties(definition.schema, 'input').map(({ name, type, needed }) => [
    `\`${name}\``,
    type,
    needed ? 'needed' : '',
  ]);
  const refusals = definition.refusals.map((reason) => `\`${reason}\``).join(', ') || 'none';
  return [
    `### ${definition.name}`,
    definition.description,
    table(['field', 'type', ''], rows),
    `Refusals: ${refusals}.`,
  ].join('\n\n');
}
