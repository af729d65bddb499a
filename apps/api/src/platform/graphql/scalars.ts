import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped } from 'graphql';
import { z } from 'zod';

// There is no year 0: PostgreSQL has none either.
const day = z.iso.date().regex(/^(?!0000)/u);
const instant = z.iso.datetime({ offset: true }).regex(/^(?!0000)/u);
const position = /^(?:0|[1-9][0-9]{0,18})$/u;

/** Resolvers of the scalars that the SDL declares. */
export const scalars = {
  Date: textScalar('Date', 'a day of the calendar as YYYY-MM-DD', (text) => day.safeParse(text).success),
  DateTime: new GraphQLScalarType({
    ...textConfig(
      'DateTime',
      'an instant in ISO 8601 with its zone',
      (text) => instant.safeParse(text).success,
    ),
    serialize: (value) => (value instanceof Date ? value.toISOString() : String(value)),
  }),
  Position: new GraphQLScalarType({
    ...textConfig('Position', 'a decimal number as a string', (text) => position.test(text)),
    serialize: (value) => String(value),
  }),
  JSON: new GraphQLScalarType({
    name: 'JSON',
    serialize: (value) => value,
    parseValue: (value) => value,
    parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
  }),
};

function textScalar(name: string, what: string, isValid: (text: string) => boolean): GraphQLScalarType {
  return new GraphQLScalarType(textConfig(name, what, isValid));
}

function textConfig(name: string, what: string, isValid: (text: string) => boolean) {
  const parse = (value: unknown): string => {
    if (typeof value === 'string' && isValid(value)) return value;
    throw new GraphQLError(`${name} is ${what}, not ${JSON.stringify(value)}`);
  };
  return {
    name,
    serialize: (value: unknown) => String(value),
    parseValue: parse,
    parseLiteral: (node: { readonly kind: string; readonly value?: unknown }) =>
      parse(node.kind === Kind.STRING ? node.value : null),
  };
}
