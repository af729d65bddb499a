import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NO_STREAM, type StoredEvent, type StreamStore, WrongExpectedRevision } from '../stream-store.ts';
import { encodedEvent, follow, positionsOf, readAllOf } from './observe.ts';

/** A store to put under contract: empty, or with little in it, and nobody else's while the facts are tried. */
export interface StoreUnderContract {
  readonly store: StreamStore;
  close(): Promise<void>;
}

/** Binds every fact that the platform relies on to one adapter: `streamStoreContract('a cluster', open)`. */
export function streamStoreContract(name: string, open: () => Promise<StoreUnderContract>): void {
  describe(`${name} keeps the contract of a stream store`, () => {
    let opened: StoreUnderContract;
    let store: StreamStore;
    beforeAll(async () => {
      opened = await open();
      store = opened.store;
    });
    afterAll(() => opened.close());

    appendFacts(() => store);
    readFacts(() => store);
    logFacts(() => store);
    subscriptionFacts(() => store);
  });
}

function newStream(): string {
  return `contract-${randomUUID()}`;
}

function appendFacts(store: () => StreamStore): void {
  test('events come back as they were appended', async () => {
    const stream = newStream();
    const event = encodedEvent({ data: { tên: 'Kế hoạch bình đẳng giới', nested: { n: [1, null, 'ư'] } } });
    const appended = await store().append(stream, NO_STREAM, [event]);
    const [stored, ...more] = await store().readStream(stream, 0, 10);
    expect(more).toEqual([]);
    expect(stored).toMatchObject({ ...event, stream, revision: 0, position: appended.position });
    expect(new Date(stored?.created ?? '').toISOString()).toBe(stored?.created);
  });

  test('one append is in the stream in order, answered with the place of its last event', async () => {
    const stream = newStream();
    const events = [encodedEvent(), encodedEvent(), encodedEvent()];
    const appended = await store().append(stream, NO_STREAM, events);
    const stored = await store().readStream(stream, 0, 10);
    expect(stored.map(({ id, revision }) => [id, revision])).toEqual(events.map(({ id }, n) => [id, n]));
    expect(appended).toEqual({ revision: 2, position: stored.at(-1)?.position });
  });

  test('an append where the stream does not stand writes nothing and tells where it stands', async () => {
    const stream = newStream();
    await store().append(stream, NO_STREAM, [encodedEvent(), encodedEvent()]);
    for (const expected of [NO_STREAM, 0, 2]) {
      const appending = store().append(stream, expected, [encodedEvent()]);
      await expect(appending).rejects.toMatchObject({ name: 'WrongExpectedRevision', currentRevision: 1 });
    }
    const elsewhere = store().append(newStream(), 4, [encodedEvent()]);
    await expect(elsewhere).rejects.toMatchObject({ currentRevision: NO_STREAM });
    expect(await store().readStream(stream, 0, 10)).toHaveLength(2);
  });

  test('the same append sent again writes nothing and answers the same', async () => {
    const stream = newStream();
    const first = [encodedEvent(), encodedEvent()];
    const second = [encodedEvent()];
    const appended = await store().append(stream, NO_STREAM, first);
    expect(await store().append(stream, NO_STREAM, first)).toEqual(appended);
    const later = await store().append(stream, 1, second);
    expect(await store().append(stream, NO_STREAM, first)).toMatchObject({ revision: 1 });
    expect(await store().append(stream, 1, second)).toEqual(later);
    expect(await store().readStream(stream, 0, 10)).toHaveLength(3);
  });

  test('an append that is only in part there already is a conflict', async () => {
    const stream = newStream();
    const [first, second] = [encodedEvent(), encodedEvent()];
    await store().append(stream, NO_STREAM, [first]);
    await expect(store().append(stream, NO_STREAM, [first, second])).rejects.toThrow(WrongExpectedRevision);
  });

  test('of many appends at one place exactly one wins', async () => {
    const stream = newStream();
    const racers = Array.from({ length: 20 }, () => store().append(stream, NO_STREAM, [encodedEvent()]));
    const settled = await Promise.allSettled(racers);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of settled)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ currentRevision: 0 });
  });

  test("names beginning with $ are the store's own and refused", async () => {
    await expect(store().append('$contract', NO_STREAM, [encodedEvent()])).rejects.toThrow('$contract');
    const typed = store().append(newStream(), NO_STREAM, [encodedEvent({ type: '$typed' })]);
    await expect(typed).rejects.toThrow('$typed');
  });

  test('appends in flight to one stream are written in the order sent', async () => {
    const stream = newStream();
    const events = Array.from({ length: 50 }, () => encodedEvent());
    await store().append(stream, NO_STREAM, [encodedEvent()]);
    await Promise.all(events.map((event, n) => store().append(stream, n, [event])));
    const stored = await store().readStream(stream, 1, 100);
    expect(stored.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
  });
}

function readFacts(store: () => StreamStore): void {
  test('a stream without events and a place past the end read as nothing', async () => {
    const stream = newStream();
    expect(await store().readStream(stream, 0, 10)).toEqual([]);
    await store().append(stream, NO_STREAM, [encodedEvent()]);
    expect(await store().readStream(stream, 1, 10)).toEqual([]);
    expect(await store().readStream(stream, 7, 10)).toEqual([]);
  });

  test('a page holds at most what was asked for, from the revision asked for', async () => {
    const stream = newStream();
    await store().append(
      stream,
      NO_STREAM,
      Array.from({ length: 10 }, () => encodedEvent()),
    );
    const page = await store().readStream(stream, 3, 4);
    expect(page.map(({ revision }) => revision)).toEqual([3, 4, 5, 6]);
  });

  test('what an append answered can be read at once', async () => {
    const stream = newStream();
    for (let revision = 0; revision < 20; revision += 1) {
      await store().append(stream, revision - 1, [encodedEvent()]);
      expect(await store().readStream(stream, revision, 1)).toHaveLength(1);
    }
  });
}

function logFacts(store: () => StreamStore): void {
  test('the log is in commit order, its positions strictly rise, each stream in it is in order', async () => {
    const streams = Array.from({ length: 8 }, newStream);
    for (let revision = 0; revision < 5; revision += 1)
      await Promise.all(
        streams.map((stream) =>
          store().append(stream, revision - 1, [encodedEvent(), encodedEvent()].slice(0, 1)),
        ),
      );
    const all = await readAllOf(store(), null, 7);
    expect(positionsOf(all)).toEqual(positionsOf(all).toSorted((a, b) => (a < b ? -1 : 1)));
    expect(new Set(positionsOf(all)).size).toBe(all.length);
    for (const stream of streams) {
      const revisions = all.filter((event) => event.stream === stream).map(({ revision }) => revision);
      expect(revisions).toEqual([0, 1, 2, 3, 4]);
    }
  });

  test('appends one after another stand in the log one after another', async () => {
    const positions: bigint[] = [];
    for (let n = 0; n < 5; n += 1)
      positions.push(
        (await store().append(newStream(), NO_STREAM, [encodedEvent(), encodedEvent()])).position,
      );
    expect(positions).toEqual(positions.toSorted((a, b) => (a < b ? -1 : 1)));
    const [first] = positions;
    const after = await readAllOf(store(), first ?? null, 100);
    expect(after.every(({ position }) => position > (first ?? 0n))).toBe(true);
    expect(positionsOf(after)).toEqual(expect.arrayContaining(positions.slice(1)));
  });

  test('the log read in any batch size is the same, and holds nothing of the store itself', async () => {
    const whole = await readAllOf(store(), null, 1_000);
    expect(await readAllOf(store(), null, 3)).toEqual(whole);
    expect(whole.filter(({ stream, type }) => stream.startsWith('$') || type.startsWith('$'))).toEqual([]);
  });

  test('a reader may stop in the middle', async () => {
    for await (const batch of store().readAll(null, 2)) {
      expect(batch.length).toBeGreaterThan(0);
      break;
    }
    expect(await store().readStream(newStream(), 0, 1)).toEqual([]);
  });
}

function subscriptionFacts(store: () => StreamStore): void {
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
