import { constants } from 'node:http2';
import { expect, test } from 'vitest';
import { collect, events, startNode, until } from '../spec-node.ts';
import { neverDraining } from '../spec-wire.ts';

test('who takes nothing is given up when others wait for the room, and they are served', async () => {
  const { store, client } = await startNode();
  const large = { text: 'x'.repeat(900_000) };
  for (const event of events(10)) await client.appendToStream('task-1', { ...event, data: large });
  // Each is sent one event that it does not take, 126 MB in all.
  const readers = Array.from({ length: 140 }, () => neverDraining(store.port, 'task-1'));
  expect(await collect(client.readStream('task-1'))).toHaveLength(10);
  const isGivenUp = ({ rstCode }: { rstCode: number }) => rstCode === constants.NGHTTP2_ENHANCE_YOUR_CALM;
  await until(() => readers.some(isGivenUp), 'one is given up');
  expect(readers.every(isGivenUp)).toBe(false);
}, 60_000);
