import { nouns } from '@songhanh/domain';
import type { EventDefinition } from '@songhanh/domain/kernel';
import { properties } from './json-schema.ts';
import { page, table } from './markdown.ts';

/** docs/reference/events.md: the storage format, noun by noun. */
export function eventCatalogue(): string {
  return page(
    'Event catalogue',
    'Every event type with the fields of its data. Types and meanings never change; a new shape is a new version with an upcaster. 🔒 marks what is encrypted per person.',
    ...nouns.flatMap((noun) => [`## ${noun.name}`, ...noun.events.map(entry)]),
  );
}

function entry(definition: EventDefinition): string {
  const locked = new Set(definition.personal.map((field) => field.field));
  const rows = properties(definition.schema, 'output').map(({ name, type }) => [
    `\`${name}\`${locked.has(name) ? ' 🔒' : ''}`,
    type,
  ]);
  return [
    `### ${definition.type} (version ${definition.version})`,
    definition.description,
    table(['field', 'type'], rows),
  ].join('\n\n');
}
