import { defaultFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import { isBareReference, type References } from './references.ts';
import type { RequestContext } from './request-context.ts';

/**
 * Lets every field of a type with a reference loader see its whole row: a value that only names its row
 * (`{ id }`) is loaded first, in one batch with all others of the request. Asking for the id alone, as most
 * relations are asked, loads nothing.
 */
export function fillReferences(schema: GraphQLSchema, references: References): void {
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

/** Another subgraph names a row of ours by its key. */
function entityOf(typeName: string, references: References) {
  return async (reference: object, context: RequestContext) => {
    const { id } = reference as { readonly id: string };
    const row = await references.load(typeName, id, context);
    return row === null ? null : { ...row, __typename: typeName };
  };
}
