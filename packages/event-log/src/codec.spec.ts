import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEventCodec, type EventToWrite, UnreadableEvent, UnwritableEvent } from './codec.ts';
import { counter, planner } from './counter.fixture.ts';
import { createNounRegistry } from './registry.ts';
import type { JsonObject, StoredEvent } from './stream-store.ts';
import { deterministicSubjectKeys, inMemorySubjectKeys } from './vault.ts';

const registry = createNounRegistry([counter]);

function toWrite(type: string, data: object, id = 'event-1'): EventToWrite {
  const metadata = {
    $correlationId: 'c',
    $causationId: 'c',
    commandId: 'c',
    commandDigest: 'd',
    actor: planner,
    recordedAt: '2023-03-01T00:00:00.000Z',
    client: 'spec',
  };
  return { id, event: { type, data }, metadata };
}

function opened(ownerName: string | null, ownerId = 'p1'): EventToWrite {
  return toWrite('CounterOpened', { counterId: 'a', ownerId, ownerName });
}

/** As the log would give it back: through JSON. */
function stored(encoded: object, over: Partial<StoredEvent> = {}): StoredEvent {
  const place = { stream: 'counter-a', revision: 4, position: 17n, created: '2023-03-01T00:00:01.000Z' };
  return { ...JSON.parse(JSON.stringify(encoded)), ...place, ...over };
}

async function throughTheLog(vault = inMemorySubjectKeys(), ...events: EventToWrite[]) {
  const codec = createEventCodec(registry, vault);
  const written = await codec.encode(events);
  return { codec, written, stored: written.map(({ encoded }) => stored(encoded)) };
}

describe('personal data', () => {
  test('any text comes back, and does not stand in the log', async () => {
    const names = fc
      .string({ minLength: 1, maxLength: 200, unit: 'grapheme' })
      .filter((name) => name.trim() === name);
    await fc.assert(
      fc.asyncProperty(names, async (name) => {
        const through = await throughTheLog(undefined, opened(name));
        const [read] = await through.codec.decode(through.stored);
        expect(read?.event).toEqual(through.written[0]?.event);
        expect(read?.event.data).toMatchObject({ ownerName: name });
        expect(through.stored[0]?.data.ownerName).toEqual({
          $encrypted: 1,
          subject: 'p1',
          iv: expect.stringMatching(/^[\w-]{16}$/u),
          tag: expect.stringMatching(/^[\w-]{22}$/u),
          text: expect.stringMatching(/^[\w-]+$/u),
        });
      }),
    );
  });

  test('of one event is encrypted to the same bytes each time; of another event to other ones', async () => {
    const vault = inMemorySubjectKeys();
    const event = opened('Nguyễn Thị Hoa');
    const again = await throughTheLog(vault, event, event, { ...event, id: 'event-2' });
    const [first, second, third] = again.stored.map(({ data }) => data.ownerName);
    expect(second).toEqual(first);
    expect(third).not.toMatchObject({ iv: (first as JsonObject).iv });
  });

  test('reads as null once the key is destroyed, and is never written again', async () => {
    const vault = inMemorySubjectKeys();
    const through = await throughTheLog(vault, opened('Nguyễn Thị Hoa'), opened('Trần Văn An', 'p2'));
    vault.destroy('p1');
    const read = await through.codec.decode(through.stored);
    expect(read.map(({ event }) => event.data)).toMatchObject([
      { ownerName: null },
      { ownerName: 'Trần Văn An' },
    ]);
    const [after] = await through.codec.encode([opened('Nguyễn Thị Hoa')]);
    expect([after?.encoded.data.ownerName, after?.event.data]).toEqual([
      null,
      { counterId: 'a', ownerId: 'p1', ownerName: null },
    ]);
  });

  test('that is null needs no key', async () => {
    const vault = inMemorySubjectKeys();
    await throughTheLog(vault, opened(null));
    expect(vault.entries()).toEqual([]);
  });

  test.for([
    ['altered', (cipher: JsonObject) => ({ ...cipher, text: `A${String(cipher.text).slice(1)}B` })],
    ['given to another subject', (cipher: JsonObject) => ({ ...cipher, subject: 'p2' })],
    ['cut short', (cipher: JsonObject) => ({ ...cipher, tag: String(cipher.tag).slice(0, 8) })],
  ] as const)('that was %s is not read', async ([, alter]) => {
    const vault = inMemorySubjectKeys();
    const through = await throughTheLog(vault, opened('Nguyễn Thị Hoa'), opened('Trần Văn An', 'p2'));
    const [event] = through.stored;
    const ownerName = alter(event?.data.ownerName as JsonObject);
    const altered = stored({ ...event, data: { ...event?.data, ownerName }, position: undefined });
    await expect(through.codec.decode([altered])).rejects.toThrow('ownerName does not decrypt');
  });

  test('of a generated world is the same from the same seed', async () => {
    const first = await throughTheLog(deterministicSubjectKeys('seed'), opened('Hoa'));
    const second = await throughTheLog(deterministicSubjectKeys('seed'), opened('Hoa'));
    expect(second.stored).toEqual(first.stored);
  });
});

describe('versions', () => {
  test('an event of version 1 reads as today', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (amount) => {
        const { codec, stored: events } = await throughTheLog(
          undefined,
          toWrite('CounterIncreased', { counterId: 'a', by: 1, day: 'd' }),
        );
        const old = {
          ...events[0],
          data: { counterId: 'a', amount, day: 'd' },
          metadata: { ...events[0]?.metadata, schemaVersion: 1 },
        };
        const [read] = await codec.decode([old as StoredEvent]);
        expect(read?.event).toEqual({
          type: 'CounterIncreased',
          data: { counterId: 'a', by: amount, day: 'd' },
        });
        expect(read?.metadata.schemaVersion).toBe(1);
      }),
    );
  });

  test('what is written carries the version of today', async () => {
    const { written } = await throughTheLog(
      undefined,
      toWrite('CounterIncreased', { counterId: 'a', by: 1, day: 'd' }),
    );
    expect(written[0]?.metadata.schemaVersion).toBe(2);
  });
});

describe('what cannot be read is named with its place', () => {
  test.for([
    ['an unknown type', { type: 'CounterPainted' }, 'no noun defines this type'],
    ["another noun's type", { stream: 'task-1' }, 'belongs to noun counter'],
    ['data against the schema', { data: { counterId: 'a', by: 'many', day: 'd' } }, 'by: '],
    ['data that are no object', { data: [] as never }, 'not a JSON object'],
    ['foreign metadata', { metadata: {} }, 'not ours'],
    ['a version from the future', { metadata: { schemaVersion: 9 } }, 'version 9; this process knows 2'],
  ] as [string, Partial<StoredEvent>, string][])('%s', async ([, over, why]) => {
    const { codec, stored: events } = await throughTheLog(
      undefined,
      toWrite('CounterIncreased', { counterId: 'a', by: 1, day: 'd' }),
    );
    const [good] = events;
    const metadata =
      Object.keys(over.metadata ?? {}).length > 0 ? { ...good?.metadata, ...over.metadata } : over.metadata;
    const bad = { ...good, ...over, ...(metadata === undefined ? {} : { metadata }) } as StoredEvent;
    const decoding = codec.decode([good as StoredEvent, bad]);
    await expect(decoding).rejects.toBeInstanceOf(UnreadableEvent);
    await expect(decoding).rejects.toMatchObject({
      stream: bad.stream,
      revision: 4,
      position: 17n,
      type: bad.type,
    });
    await expect(decoding).rejects.toThrow(why);
  });
});

test.for([
  ['a type of no noun', 'CounterPainted', {}],
  ['data against the schema', 'CounterIncreased', { counterId: 'a', by: 1.5, day: 'd' }],
  ['personal data of nobody', 'CounterOpened', { counterId: 'a', ownerId: '', ownerName: 'Hoa' }],
] as const)('%s is not written', async ([, type, data]) => {
  const codec = createEventCodec(registry, inMemorySubjectKeys());
  await expect(codec.encode([toWrite(type, data)])).rejects.toBeInstanceOf(UnwritableEvent);
});
