import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import type { Viewers } from '../access/viewers.ts';
import type { BusinessClock } from '../commands/tokens.ts';
import { liveOptions } from './live.ts';

const clock = { today: () => '2023-06-30' } as BusinessClock;
const sockets = 100;

/** A socket of one person; who that is comes to be known when `known` is called. */
function oneSocket(options: ReturnType<typeof liveOptions>, known: () => void) {
  const socket = { extra: { request: { headers: {} } } } as never;
  return {
    async open(): Promise<unknown> {
      const opening = options.onConnect?.(socket);
      known();
      return opening;
    },
    async openAndClose(): Promise<unknown> {
      const opening = options.onConnect?.(socket);
      await options.onClose?.(socket, 1006, '');
      known();
      return opening;
    },
    close: () => options.onClose?.(socket, 1000, ''),
  };
}

function live() {
  let known: (viewer: unknown) => void = () => {};
  const find = () => new Promise((resolve) => (known = resolve));
  const viewers = { find } as unknown as Viewers;
  const options = liveOptions({ viewers, clock }, () => buildSchema('type Query { a: Int }'), new Set());
  return () => oneSocket(options, () => known({ accountId: 'lan' }));
}

test('a socket that is closed before it is known whose it is takes no place', async () => {
  const socket = live();
  for (let n = 0; n < sockets; n += 1) expect(await socket().openAndClose()).toBe(false);
  expect(await socket().open()).toBe(true);
});

test('places of a person are bounded, and free again once a socket is closed', async () => {
  const socket = live();
  const opened = [];
  for (let n = 0; n < sockets; n += 1) {
    const one = socket();
    if (await one.open()) opened.push(one);
  }
  expect(opened).toHaveLength(40);
  await opened[0]?.close();
  expect(await socket().open()).toBe(true);
  expect(await socket().open()).toBe(false);
});
