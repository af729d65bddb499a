import { expect, test } from 'vitest';
import { streamStoreContract } from './contract/index.ts';
import { encodedEvent } from './contract/observe.ts';
import { inMemoryStreamStore } from './in-memory-stream-store.ts';
import { NO_STREAM } from './stream-store.ts';

streamStoreContract('the store in memory', async () => ({ store: inMemoryStreamStore(), async close() {} }));

test('drain gives each event once, in commit order', async () => {
  const store = inMemoryStreamStore();
  await store.append('a-1', NO_STREAM, [encodedEvent()]);
  await store.append('b-1', NO_STREAM, [encodedEvent()]);
  await store.append('a-1', 0, [encodedEvent()]);
  expect(store.drain().map(({ stream, revision }) => [stream, revision])).toEqual([
    ['a-1', 0],
    ['b-1', 0],
    ['a-1', 1],
  ]);
  await store.append('a-1', 1, [encodedEvent()]);
  expect(store.drain().map(({ position }) => position)).toEqual([3n]);
  expect(await store.readStream('a-1', 0, 10)).toHaveLength(3);
});

test('a store that forgets what was drained goes on, and says so when asked for it', async () => {
  const store = inMemoryStreamStore({ forgetsDrained: true });
  await store.append('a-1', NO_STREAM, [encodedEvent()]);
  store.drain();
  expect(await store.append('a-1', 0, [encodedEvent()])).toEqual({ revision: 1, position: 1n });
  expect(await store.readStream('a-1', 1, 10)).toHaveLength(1);
  await expect(store.readStream('a-1', 0, 10)).rejects.toThrow('drained and forgotten');
  await expect(store.append('a-1', NO_STREAM, [encodedEvent()])).rejects.toMatchObject({
    currentRevision: 1,
  });
  expect(store.drain().map(({ position }) => position)).toEqual([1n]);
});
