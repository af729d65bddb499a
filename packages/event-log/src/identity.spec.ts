import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, categoryOf, derivedUuid, keyedDigest, streamIdOf, streamName } from './identity.ts';

test('a stream is named by category and id, and falls apart into them at its first dash', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z][A-Za-z0-9]*$/u), fc.string({ minLength: 1 }), (category, id) => {
      const stream = streamName(category, id);
      expect([categoryOf(stream), streamIdOf(stream)]).toEqual([category, id]);
    }),
  );
});

test('derived ids are UUIDs of version 8, equal for equal parts alone', () => {
  expect(derivedUuid('event', 'a', 1)).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u,
  );
  expect(derivedUuid('a', 1)).toBe(derivedUuid('a', 1));
  const ids = [
    derivedUuid('a', 'b'),
    derivedUuid('ab'),
    derivedUuid('a,b'),
    derivedUuid('a', 1),
    derivedUuid('a', '1'),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});

test('canonical JSON is JSON of the same content, whatever the order of its members', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (content) => {
      const reversed = Object.fromEntries(Object.entries(content).reverse());
      expect(canonicalJson(reversed)).toBe(canonicalJson(content));
      expect(JSON.parse(canonicalJson(content))).toEqual(JSON.parse(JSON.stringify(content)));
    }),
  );
});

test('an absent member and none are the same content', () => {
  expect(canonicalJson({ a: undefined, b: [undefined] })).toBe('{"b":[null]}');
});

test('a digest needs its key', () => {
  const [one, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  expect(keyedDigest(one, { a: 1 })).toBe(keyedDigest(one, { a: 1 }));
  expect(keyedDigest(one, { a: 1 })).not.toBe(keyedDigest(one, { a: 2 }));
  expect(keyedDigest(one, { a: 1 })).not.toBe(keyedDigest(other, { a: 1 }));
});
