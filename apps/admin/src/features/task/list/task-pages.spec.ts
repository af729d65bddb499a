import type { Client } from 'urql';
import { expect, it, vi } from 'vitest';
import { openTaskPages } from './task-pages.ts';

const total = 9_950;

/** Answers pages of numbered rows, and knows which of them somebody follows. */
function list() {
  const followed = new Map<symbol, number>();
  const asked: number[] = [];
  const query = (_query: unknown, { after, first }: { after: string | null; first: number }) => ({
    subscribe(take: (answer: unknown) => void) {
      const from = Number(after ?? 0);
      asked.push(first);
      const follower = Symbol(after ?? 'start');
      followed.set(follower, from);
      const edges = Array.from({ length: Math.min(first, total - from) }, (_, n) => ({
        node: { id: String(from + n) },
      }));
      const pageInfo = { endCursor: String(from + first) };
      take({ data: { tasks: { totalCount: total, pageInfo, edges } }, stale: false });
      return { unsubscribe: () => followed.delete(follower) };
    },
  });
  return { client: { query } as unknown as Client, followed, asked };
}

it('reads as far as somebody looks, and follows only what is near', async () => {
  const { client, followed } = list();
  const pages = openTaskPages(client, {}, { field: 'CODE', direction: 'ASCENDING' });
  pages.open();
  for (let first = 0; first < total; first += 50) {
    pages.see(first, first + 20);
    await vi.waitFor(() =>
      expect(pages.state().rows.length).toBeGreaterThan(Math.min(first + 20, total - 1)),
    );
    expect(followed.size).toBeLessThan(10);
  }
  expect(pages.state().rows.map(({ id }) => id)).toEqual(Array.from({ length: total }, (_, n) => String(n)));
  pages.see(0, 20);
  expect([...followed.values()].toSorted((a, b) => a - b)).toEqual([0, 100, 200]);
  expect(pages.state().rows).toHaveLength(total);
  pages.close();
  expect(followed.size).toBe(0);
});

it('reads large pages up to a place far down the list', async () => {
  const { client, followed, asked } = list();
  const pages = openTaskPages(client, {}, { field: 'CODE', direction: 'ASCENDING' });
  pages.open();
  pages.see(total - 320, total - 300);
  await vi.waitFor(() => expect(pages.state().rows.length).toBeGreaterThan(total - 300));
  expect(asked.length).toBeLessThan(25);
  expect(followed.size).toBeLessThan(4);
  pages.see(total - 20, total - 1);
  await vi.waitFor(() =>
    expect(pages.state().rows.map(({ id }) => Number(id))).toEqual([...Array(total).keys()]),
  );
});
