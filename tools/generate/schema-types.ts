import { minifyIntrospection, outputIntrospectionFile } from '@gql.tada/internal';
import { buildSchema, introspectionFromSchema } from 'graphql';
import { printedSchema } from './printed-schema.ts';

/** apps/admin/src/platform/graphql-env.d.ts: the schema as the types that gql.tada reads documents against. */
export function schemaTypes(): string {
  const schema = buildSchema(printedSchema(), { assumeValid: true, assumeValidSDL: true });
  const introspection = minifyIntrospection(introspectionFromSchema(schema, { descriptions: false }));
  return outputIntrospectionFile(introspection, { fileType: '.d.ts', shouldPreprocess: true });
}
