import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NO_STREAM, type StoredEvent, type StreamStore, WrongExpectedRevision } from '../stream-store.ts';
import { encodedEvent, newStream, positionsOf, readAllOf } from './observe.ts';
import { subscriptionFacts } from './subscription-facts.ts';

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

  test('the log read backwards is the log, newest first, from the end or before a position', async () => {
    const whole = await readAllOf(store(), null, 100);
    const backwards = async (beforePosition: bigint | null): Promise<StoredEvent[]> => {
      const events: StoredEvent[] = [];
      for await (const batch of store().readAllBackwards(beforePosition, 7)) events.push(...batch);
      return events;
    };
    expect(await backwards(null)).toEqual(whole.toReversed());
    const middle = whole[Math.floor(whole.length / 2)];
    expect(await backwards(middle?.position ?? null)).toEqual(
      whole.slice(0, Math.floor(whole.length / 2)).toReversed(),
    );
  });

  test('a reader may stop in the middle', async () => {
    for await (const batch of store().readAll(null, 2)) {
      expect(batch.length).toBeGreaterThan(0);
      break;
    }
    expect(await store().readStream(newStream(), 0, 1)).toEqual([]);
  });
}
