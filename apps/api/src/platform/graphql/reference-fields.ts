import { defaultFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import { badUserInput } from './errors.ts';
import { isBareReference, type References } from './references.ts';
import type { RequestContext } from './request-context.ts';

/**
 * Lets every field of a type with a reference loader see its whole row: a value that only names its row
 * (`{ id }`) is loaded first, in one batch with all others of the request. Asking for the id alone, as most
 * relations are asked, loads nothing.
 */
export function fillReferences(schema: GraphQLSchema, references: References): void {
  checkRepresentations(schema, references);
  for (const typeName of references.typeNames()) {
    const type = schema.getType(typeName);
    if (!isObjectType(type))
      throw new Error(`${typeName} has a reference loader, but is no type of the schema`);
    for (const field of Object.values(type.getFields())) {
      if (field.name === 'id') continue;
      const { resolve = defaultFieldResolver } = field;
      field.resolve = (source: unknown, args: unknown, context: RequestContext, info) =>
        isBareReference(source)
          ? references
              .load(typeName, source.id, context)
              .then((row) => (row === null ? null : resolve(row, args as never, context, info)))
          : resolve(source, args as never, context, info);
    }
    type.extensions = {
      ...type.extensions,
      apollo: { subgraph: { resolveReference: entityOf(typeName, references) } },
    };
  }
}

/** A router may send anything as a representation: one that names no row of ours is told so. */
function checkRepresentations(schema: GraphQLSchema, references: References): void {
  const field = schema.getQueryType()?.getFields()._entities;
  if (field?.resolve === undefined) return;
  const known = new Set(references.typeNames());
  const { resolve } = field;
  field.resolve = (source, args, context: RequestContext, info) => {
    const { representations } = args as { readonly representations: readonly unknown[] };
    const wrong = representations.findIndex((one) => !isRepresentation(one, known));
    if (wrong >= 0)
      throw badUserInput(context.language, [
        { path: `representations.${wrong}`, message: 'REPRESENTATION_MALFORMED' },
      ]);
    return resolve(source, args, context, info);
  };
}

function isRepresentation(one: unknown, known: ReadonlySet<string>): boolean {
  const { __typename: typeName, id } = (one ?? {}) as {
    readonly __typename?: unknown;
    readonly id?: unknown;
  };
  return typeof typeName === 'string' && known.has(typeName) && typeof id === 'string';
}

/** Another subgraph names a row of ours by its key. */
function entityOf(typeName: string, references: References) {
  return async (reference: object, context: RequestContext) => {
    const { id } = reference as { readonly id: string };
    const row = await references.load(typeName, id, context);
    return row === null ? null : { ...row, __typename: typeName };
  };
}
