import {
  buildSchema,
  type GraphQLNamedType,
  type IntrospectionQuery,
  type IntrospectionType,
  introspectionFromSchema,
  isObjectType,
} from 'graphql';

/**
 * The part of the introspection that Graphcache reads: output types with their fields and nullability.
 * Inputs, descriptions, directives and federation's own types stay out, which keeps it to a few kilobytes.
 */
export function cacheSchema(sdl: string): unknown {
  const schema = buildSchema(sdl, { assumeValid: true, assumeValidSDL: true });
  const { __schema }: IntrospectionQuery = introspectionFromSchema(schema, { descriptions: false });
  return {
    __schema: {
      queryType: { name: 'Query' },
      mutationType: { name: 'Mutation' },
      subscriptionType: { name: 'Subscription' },
      types: __schema.types.filter(isOutput).map(shortened),
    },
  };
}

/**
 * Types without a key of the whole graph: they live inside the object that holds them. An `id` alone does not
 * make a key: check-ins, deliverables and the like are only unique within their task.
 */
export function embeddedTypes(sdl: string): string[] {
  const schema = buildSchema(sdl, { assumeValid: true, assumeValidSDL: true });
  const roots = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !roots.has(type) && !type.name.startsWith('_') && !hasKey(type))
    .map(({ name }) => name);
}

function hasKey({ astNode, extensionASTNodes }: GraphQLNamedType): boolean {
  return [astNode, ...(extensionASTNodes ?? [])].some((node) =>
    node?.directives?.some(({ name }) => name.value === 'key'),
  );
}

function isOutput(type: IntrospectionType): boolean {
  const ownName = !type.name.startsWith('_') && !type.name.includes('__');
  return ownName && (type.kind === 'OBJECT' || type.kind === 'INTERFACE' || type.kind === 'UNION');
}

function shortened(type: IntrospectionType): unknown {
  if (type.kind === 'UNION') {
    return { kind: type.kind, name: type.name, possibleTypes: type.possibleTypes.map(named) };
  }
  if (type.kind !== 'OBJECT' && type.kind !== 'INTERFACE') return { kind: type.kind, name: type.name };
  return {
    kind: type.kind,
    name: type.name,
    interfaces: [],
    fields: type.fields
      .filter((field) => !field.name.startsWith('_'))
      .map((field) => ({ name: field.name, type: withoutLeaves(field.type), args: field.args.map(named) })),
  };
}

function named(thing: { name: string }): { name: string } {
  return { name: thing.name };
}

/** Every leaf counts as one scalar: the cache only asks whether something is null, a list or an object. */
function withoutLeaves(type: { kind: string; name?: string; ofType?: unknown }): unknown {
  if (type.kind === 'NON_NULL' || type.kind === 'LIST') {
    return { kind: type.kind, ofType: withoutLeaves(type.ofType as Parameters<typeof withoutLeaves>[0]) };
  }
  return type.kind === 'OBJECT' || type.kind === 'INTERFACE' || type.kind === 'UNION'
    ? { kind: type.kind, name: type.name }
    : { kind: 'SCALAR', name: 'Any' };
}
