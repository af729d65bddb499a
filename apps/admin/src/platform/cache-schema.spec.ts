import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cacheSchema, embeddedTypes } from '../../cache-schema.ts';

const sdl = readFileSync(new URL('../../../api/schema.graphql', import.meta.url), 'utf8');

test('what has a key of the whole graph is an entity of the cache, all else is embedded', () => {
  const embedded = embeddedTypes(sdl);
  expect(embedded).toEqual(expect.arrayContaining(['CheckIn', 'Deliverable', 'PageInfo', 'TaskConnection']));
  for (const entity of ['Task', 'Plan', 'Unit', 'Coordination', 'Query'])
    expect(embedded).not.toContain(entity);
});

test('the cache learns only output types', () => {
  const text = JSON.stringify(cacheSchema(sdl));
  expect(text).toContain('"TaskEdge"');
  expect(text).not.toContain('AssignTaskInput');
  expect(text).not.toContain('federation__');
});
