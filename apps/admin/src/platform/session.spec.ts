import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { sessionOperations } from './session.ts';

const sdl = readFileSync(new URL('../../../api/schema.graphql', import.meta.url), 'utf8');
const schema = buildSchema(sdl, { assumeValidSDL: true });

test.each(Object.entries(sessionOperations))('%s is an operation of the schema', (_name, text) => {
  expect(validate(schema, parse(text))).toEqual([]);
});
