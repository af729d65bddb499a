import { type GraphQLSchema, parse } from 'graphql';

/** Gives the types back what the SDL says of them, where building them lost it: scalars and the roots. */
export function keepDescriptions(schema: GraphQLSchema, sdl: string): void {
  for (const definition of parse(sdl).definitions) {
    if (!('description' in definition) || !('name' in definition)) continue;
    const type = schema.getType(definition.name?.value ?? '');
    if (type) type.description ??= definition.description?.value;
  }
}
