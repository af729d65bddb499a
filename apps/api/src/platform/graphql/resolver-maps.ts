import { type GraphQLSchema, isObjectType } from 'graphql';
import type { ResolverMap } from '../extension/manifest.ts';

/** A resolver without its field: the process must not start. */
class ResolversFaulty extends Error {
  constructor(faults: readonly string[]) {
    super(`resolvers and schema differ:\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
    this.name = 'ResolversFaulty';
  }
}

/**
 * Puts plain functions on their fields.
 * @throws ResolversFaulty naming every function whose type or field the schema lacks
 */
export function bindResolverMaps(schema: GraphQLSchema, maps: readonly ResolverMap[]): void {
  const faults: string[] = [];
  for (const [typeName, fields] of maps.flatMap((map) => Object.entries(map))) {
    const type = schema.getType(typeName);
    for (const [fieldName, resolve] of Object.entries(fields)) {
      const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
      if (field === undefined)
        faults.push(`a resolver for ${typeName}.${fieldName}, which is not in the SDL`);
      else field.resolve = resolve;
    }
  }
  if (faults.length > 0) throw new ResolversFaulty(faults);
}
