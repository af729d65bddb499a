import type { RegisteredCommand } from '@songhanh/event-log';
import {
  type GraphQLField,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { z } from 'zod';
import { coreOf, definitionOf } from './command-schema.ts';

/** Fields that every command's input has besides the command's own. */
const envelopeFields: Readonly<Record<string, string>> = { commandId: 'ID!', expectedRevision: 'Int' };

/**
 * Where the input of a `@command` mutation and the schema of the domain command of the same name differ,
 * field by field; each fault names both sides.
 */
export function commandFaults(
  // biome-ignore lint/suspicious/noExplicitAny: the types of a field's source and context are of no interest here.
  field: GraphQLField<any, any>,
  { command, noun }: RegisteredCommand,
): readonly string[] {
  const mutation = `Mutation.${field.name}`;
  const input = field.args.find(({ name }) => name === 'input');
  if (input === undefined || field.args.length !== 1 || !isNonNullType(input.type))
    return [`${mutation} must have exactly one argument, input, that is not null`];
  const inputType = input.type.ofType;
  if (!isInputObjectType(inputType)) return [`${mutation}: the input must be an input object`];
  const envelope = Object.entries(envelopeFields).flatMap(([name, wanted]) => {
    const found = inputType.getFields()[name]?.type.toString();
    return found === wanted
      ? []
      : [`${inputType.name}.${name} is ${found ?? 'missing'}; it must be ${wanted}`];
  });
  const place = { graphql: inputType.name, zod: `${command.name} of noun ${noun.name}` };
  return [...envelope, ...typeFaults(inputType, command.schema, place, Object.keys(envelopeFields))];
}

/** Names of the two sides, for the sentence of a fault. */
interface Place {
  readonly graphql: string;
  readonly zod: string;
}

function typeFaults(
  type: GraphQLInputType,
  schema: z.core.$ZodType,
  place: Place,
  ignored: readonly string[] = [],
): readonly string[] {
  if (isNonNullType(type)) return typeFaults(type.ofType, schema, place);
  const { core } = coreOf(schema);
  const definition = definitionOf(core);
  if (isListType(type)) {
    if (definition.type !== 'array') return [mismatch(place, 'a list', `${definition.type}`)];
    return [
      ...nullabilityFaults(type.ofType, definition.element, inside(place)),
      ...typeFaults(type.ofType, definition.element, inside(place)),
    ];
  }
  if (isInputObjectType(type)) {
    if (definition.type !== 'object') return [mismatch(place, `input ${type.name}`, definition.type)];
    const fields = type.getFields();
    const names = new Set([...Object.keys(fields), ...Object.keys(definition.shape)]);
    return [...names]
      .filter((name) => !ignored.includes(name))
      .flatMap((name) => fieldFaults(fields[name]?.type, definition.shape[name], under(place, name)));
  }
  if (isEnumType(type))
    return enumFaults(
      type.getValues().map(({ name }) => name),
      core,
      place,
    );
  const wanted = scalarOf(core);
  return wanted === null || wanted.includes(type.name)
    ? []
    : [mismatch(place, type.name, wanted.join(' or '))];
}

function fieldFaults(
  type: GraphQLInputType | undefined,
  schema: z.core.$ZodType | undefined,
  place: Place,
): readonly string[] {
  if (type === undefined) return [`${place.graphql} is missing, but the command has ${place.zod}`];
  if (schema === undefined)
    return [`${place.graphql} stands in the SDL, but the command has no ${place.zod}`];
  return [...nullabilityFaults(type, schema, place), ...typeFaults(type, schema, place)];
}

/** What must be given on one side must be given on the other. */
function nullabilityFaults(type: GraphQLInputType, schema: z.core.$ZodType, place: Place): readonly string[] {
  const { acceptsAbsent, acceptsNull } = coreOf(schema);
  const mayMiss = acceptsAbsent || acceptsNull;
  if (isNonNullType(type) !== mayMiss) return [];
  return mayMiss
    ? [mismatch(place, 'not null', 'left out or null')]
    : [mismatch(place, 'nullable', 'needed')];
}

function enumFaults(names: readonly string[], core: z.core.$ZodType, place: Place): readonly string[] {
  const definition = definitionOf(core);
  if (definition.type !== 'enum') return [mismatch(place, 'an enum', definition.type)];
  const values = Object.values(definition.entries).map(String);
  const missing = values.filter((value) => !names.includes(value));
  const extra = names.filter((name) => !values.includes(name));
  return [
    ...missing.map((value) => `${place.graphql}: the enum lacks ${value}, which ${place.zod} has`),
    ...extra.map((name) => `${place.graphql}: the enum has ${name}, which ${place.zod} lacks`),
  ];
}

/** The GraphQL scalars that fit a schema; null when any does. */
function scalarOf(core: z.core.$ZodType): readonly string[] | null {
  const definition = definitionOf(core);
  const formats = formatsOf(core);
  switch (definition.type) {
    case 'string':
      if (formats.includes('date')) return ['Date'];
      if (formats.includes('datetime')) return ['DateTime'];
      return ['ID', 'String', 'Position'];
    case 'number':
      return formats.some((format) => integers.includes(format)) ? ['Int'] : ['Float'];
    case 'boolean':
      return ['Boolean'];
    case 'unknown':
    case 'any':
    case 'record':
    case 'union':
      return ['JSON'];
    case 'enum':
      return ['an enum'];
    case 'object':
      return ['an input object'];
    case 'array':
      return ['a list'];
    default:
      return null;
  }
}

const integers = ['safeint', 'int32', 'uint32'];

/** `z.int()` and `z.iso.date()` carry their format themselves; `z.number().int()` in a check. */
function formatsOf(core: z.core.$ZodType): readonly string[] {
  const own = definitionOf(core) as {
    readonly format?: string;
    readonly checks?: readonly z.core.$ZodCheck[];
  };
  const checks = (own.checks ?? []).map(({ _zod }) => (_zod.def as { readonly format?: string }).format);
  return [own.format, ...checks].filter((format) => format !== undefined);
}

function mismatch({ graphql, zod }: Place, inGraphql: string, inZod: string): string {
  return `${graphql} is ${inGraphql} in the SDL, but ${zod} is ${inZod} in the command`;
}

function under({ graphql, zod }: Place, name: string): Place {
  return { graphql: `${graphql}.${name}`, zod: `${name} of ${zod}` };
}

function inside({ graphql, zod }: Place): Place {
  return { graphql: `an item of ${graphql}`, zod: `an item of ${zod}` };
}
