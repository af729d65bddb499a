import { type GraphQLSchema, isObjectType, parse } from 'graphql';

/**
 * Gives the types back what the SDL says of them, where building them lost it (scalars and the roots), and says what
 * those of Apollo Federation are, which come from its library without a word.
 */
export function keepDescriptions(schema: GraphQLSchema, sdl: string): void {
  for (const definition of parse(sdl).definitions) {
    if (!('description' in definition) || !('name' in definition)) continue;
    const type = schema.getType(definition.name?.value ?? '');
    if (type) type.description ??= definition.description?.value;
  }
  describeFederation(schema);
}

const federation: Readonly<Record<string, string>> = {
  _Any: 'An object that names a row by `__typename` and its key.',
  _Entity: 'A type that another subgraph can name by its key.',
  _Service: 'This subgraph, for a router that composes it with others.',
  federation__FieldSet: 'Fields of a type, as text.',
  federation__Scope: 'A scope of an access token.',
  federation__Policy: 'The name of a policy.',
  federation__ContextFieldValue: 'A field taken from a context.',
  link__Import: 'What is taken over from a linked specification.',
  link__Purpose: 'What a linked specification is for.',
};

const federationFields: Readonly<Record<string, string>> = {
  'Query._entities': 'Rows named by type and key, in the same order; for a router.',
  'Query._service': 'This subgraph, for a router.',
  '_Service.sdl': 'The SDL of this subgraph.',
};

function describeFederation(schema: GraphQLSchema): void {
  for (const [name, description] of Object.entries(federation)) {
    const type = schema.getType(name);
    if (type) type.description ??= description;
  }
  for (const [path, description] of Object.entries(federationFields)) {
    const [typeName = '', fieldName = ''] = path.split('.');
    const type = schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
    if (field) field.description ??= description;
    for (const argument of field?.args ?? []) argument.description ??= federation._Any;
  }
}
