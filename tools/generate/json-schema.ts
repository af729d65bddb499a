import { z } from 'zod';

/** One property of a JSON Schema, as a row of a reference table. */
export interface Property {
  readonly name: string;
  readonly type: string;
  /** Neither optional nor with a default. */
  readonly needed: boolean;
  /** Empty when there is none. */
  readonly byDefault: string;
  readonly description: string;
}

/** As much of a JSON Schema as the references show. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly default?: unknown;
  readonly description?: string;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

/** The properties of an object schema, with readable types; `io` says whether defaults may be left out. */
export function properties(schema: z.ZodType, io: 'input' | 'output'): readonly Property[] {
  return propertiesOf(z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonSchema);
}

export function propertiesOf(json: JsonSchema): readonly Property[] {
  const required = new Set(json.required ?? []);
  return Object.entries(json.properties ?? {}).map(([name, property]) => ({
    name,
    type: typeOf(property),
    needed: required.has(name) && property.default === undefined,
    byDefault: property.default === undefined ? '' : String(property.default),
    description: property.description ?? '',
  }));
}

function typeOf(schema: JsonSchema): string {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map(typeOf))].join(' or ');
  if (schema.enum) return schema.enum.map(String).join(', ');
  if (schema.const !== undefined) return String(schema.const);
  if (schema.items) return `list of ${typeOf(schema.items)}`;
  if (schema.properties) return `{ ${Object.keys(schema.properties).join(', ')} }`;
  return schema.format ?? String(schema.type ?? 'any');
}
