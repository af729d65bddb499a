import { expect, test } from 'vitest';
import { NO_STREAM, type StoredEvent, type StreamStore } from '../stream-store.ts';
import { encodedEvent, follow, newStream, readAllOf } from './observe.ts';

export function subscriptionFacts(store: () => StreamStore): void {
  async function appended(count: number): Promise<string[]> {
    const events = Array.from({ length: count }, () => encodedEvent());
    for (const event of events) await store().append(newStream(), NO_STREAM, [event]);
    return events.map(({ id }) => id);
  }

  test('a subscription goes from history to live without gap or repeat', async () => {
    const history = await readAllOf(store(), null, 100);
    const following = follow(store(), { fromPosition: null, batchEventsMax: 5 });
    const live = await appended(40);
    const seen = await following.until((events) => events.length >= history.length + live.length);
    await following.close();
    expect(seen.map(({ id }) => id)).toEqual([...history.map(({ id }) => id), ...live]);
  });

  test('a subscription from a position begins behind it', async () => {
    await appended(3);
    const before = (await readAllOf(store(), null, 100)).at(-1);
    const following = follow(store(), { fromPosition: before?.position ?? null, batchEventsMax: 5 });
    const live = await appended(3);
    const seen = await following.until((events) => events.length >= live.length);
    await following.close();
    expect(seen.map(({ id }) => id)).toEqual(live);
  });

  test('it says that it has caught up, once all of history was handled', async () => {
    await appended(10);
    const history = await readAllOf(store(), null, 100);
    const following = follow(store(), { fromPosition: null, batchEventsMax: 3 });
    const handled = await following.caughtUp;
    await following.close();
    expect(handled).toBe(history.length);
  });

  test('it catches up on a log where nothing is left to read', async () => {
    const end = (await readAllOf(store(), null, 100)).at(-1);
    const following = follow(store(), { fromPosition: end?.position ?? null, batchEventsMax: 3 });
    expect(await following.caughtUp).toBe(0);
    await following.close();
  });

  test('a slow handler is waited for: one batch at a time, none too large, all in order', async () => {
    await appended(30);
    const history = await readAllOf(store(), null, 100);
    let running = 0;
    let together = 0;
    const sizes: number[] = [];
    const following = follow(store(), {
      fromPosition: null,
      batchEventsMax: 4,
      async onBatch(events) {
        running += 1;
        together = Math.max(together, running);
        sizes.push(events.length);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
      },
    });
    const seen = await following.until((events) => events.length >= history.length);
    await following.close();
    expect(together).toBe(1);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(4);
    expect(seen.map(({ id }) => id)).toEqual(history.map(({ id }) => id));
  });

  test('a failing handler ends it with the error, and is not called again', async () => {
    await appended(5);
    let calls = 0;
    const following = follow(store(), {
      fromPosition: null,
      batchEventsMax: 1,
      onBatch() {
        calls += 1;
        throw new Error('this event is not for me');
      },
    });
    expect(await following.failed).toMatchObject({ message: 'this event is not for me' });
    await appended(1);
    await following.close();
    expect(calls).toBe(1);
  });

  test('once closed it calls nobody', async () => {
    const seen: StoredEvent[] = [];
    const following = follow(store(), {
      fromPosition: null,
      batchEventsMax: 1,
      onBatch: (events) => void seen.push(...events),
    });
    await following.until((events) => events.length > 0);
    await following.close();
    const count = seen.length;
    await appended(3);
    await readAllOf(store(), null, 100);
    expect(seen.length).toBe(count);
  });

  test('subscriptions do not disturb each other', async () => {
    const start = (await readAllOf(store(), null, 100)).at(-1)?.position ?? null;
    const followings = Array.from({ length: 5 }, () =>
      follow(store(), { fromPosition: start, batchEventsMax: 2 }),
    );
    const live = await appended(20);
    for (const following of followings) {
      const seen = await following.until((events) => events.length >= live.length);
      await following.close();
      expect(seen.map(({ id }) => id)).toEqual(live);
    }
  });
}
