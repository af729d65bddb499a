import type { z } from 'zod';

/** A zod schema without its wrappers: what is inside, and whether it may be left out or null. */
export interface CoreSchema {
  readonly core: z.core.$ZodType;
  readonly acceptsAbsent: boolean;
  readonly acceptsNull: boolean;
}

type Definition = z.core.$ZodTypes['_zod']['def'];

/** Takes off optional, nullable, default and the like; a pipe is seen from the side of its input. */
export function coreOf(schema: z.core.$ZodType): CoreSchema {
  const definition = definitionOf(schema);
  switch (definition.type) {
    case 'optional':
    case 'default':
    case 'prefault':
    case 'catch':
      return { ...coreOf(definition.innerType), acceptsAbsent: true };
    case 'nullable':
      return { ...coreOf(definition.innerType), acceptsNull: true };
    case 'nonoptional':
      return { ...coreOf(definition.innerType), acceptsAbsent: false };
    case 'readonly':
      return coreOf(definition.innerType);
    case 'pipe':
      return coreOf(definition.in);
    default:
      return { core: schema, acceptsAbsent: false, acceptsNull: false };
  }
}

export function definitionOf(schema: z.core.$ZodType): Definition {
  return schema._zod.def as Definition;
}

/**
 * GraphQL clients send null where they mean nothing; a schema that does not know null takes it as left out,
 * and one that must have a value gets null where nothing was sent.
 */
export function absentAsSchemaWants(schema: z.core.$ZodType, value: unknown): unknown {
  const { core } = coreOf(schema);
  const definition = definitionOf(core);
  if (Array.isArray(value) && definition.type === 'array')
    return value.map((item) => absentAsSchemaWants(definition.element, item));
  if (definition.type !== 'object' || typeof value !== 'object' || value === null) return value;
  const given = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries({ ...absentOf(definition.shape), ...given }).flatMap(([name, field]) => {
      const schemaOfField = definition.shape[name];
      if (schemaOfField === undefined) return [[name, field]];
      if (field == null) return coreOf(schemaOfField).acceptsNull ? [[name, null]] : [];
      return [[name, absentAsSchemaWants(schemaOfField, field)]];
    }),
  );
}

function absentOf(shape: Readonly<Record<string, z.core.$ZodType>>): Record<string, null> {
  const needed = Object.entries(shape).filter(([, field]) => {
    const { acceptsAbsent, acceptsNull } = coreOf(field);
    return acceptsNull && !acceptsAbsent;
  });
  return Object.fromEntries(needed.map(([name]) => [name, null]));
}
