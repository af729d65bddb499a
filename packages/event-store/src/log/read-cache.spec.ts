import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordCodec } from '../wire/recorded-event.ts';
import { EventLog } from './event-log.ts';
import { ReadCache } from './read-cache.ts';
import { Records } from './records.ts';

const everything = { countMax: 1000, bytesMax: 1_000_000 };

function appending(log: EventLog) {
  return (stream: string, count: number, bytes = 10) => {
    const events = Array.from({ length: count }, () => ({
      id: crypto.randomUUID(),
      type: 'T',
      contentType: 'application/octet-stream',
      data: Buffer.alloc(bytes),
      metadata: Buffer.alloc(0),
    }));
    log.append(stream, 'any', events, () => {});
    log.flush();
  };
}

test('whatever was read and appended before, a page is the one that the tables give', () => {
  const read = fc.record({
    kind: fc.constant('read' as const),
    stream: fc.integer({ min: 1, max: 2 }),
    from: fc.nat({ max: 30 }),
    countMax: fc.integer({ min: 1, max: 12 }),
    bytesMax: fc.integer({ min: 1, max: 80 * 1024 }),
  });
  const append = fc.record({
    kind: fc.constant('append' as const),
    stream: fc.integer({ min: 1, max: 2 }),
    count: fc.integer({ min: 1, max: 6 }),
    bytes: fc.constantFrom(10, 9_000),
  });
  fc.assert(
    fc.property(fc.array(fc.oneof(read, append), { maxLength: 40 }), (steps) => {
      const log = new EventLog({ memory: true }, recordCodec);
      const appendTo = appending(log);
      const records = new Records(log.database);
      const cache = new ReadCache(records);
      for (const stream of [1, 2]) appendTo(`stream-${stream}`, 3);
      for (const step of steps) {
        if (step.kind === 'append') appendTo(`stream-${step.stream}`, step.count, step.bytes);
        else {
          const last = log.streams.state(`stream-${step.stream}`).lastRevision;
          const asked = [step.stream, step.from, last, step] as const;
          expect(cache.streamForward(...asked)).toEqual(records.streamForward(...asked));
        }
      }
      log.close();
    }),
  );
});

test('what was read once is not read from the tables again', () => {
  const log = new EventLog({ memory: true }, recordCodec);
  const appendTo = appending(log);
  appendTo('task-1', 5);
  const revisions = () =>
    log.readStreamForward(log.streams.state('task-1'), 0, everything).map(({ revision }) => revision);
  expect(revisions()).toEqual([0, 1, 2, 3, 4]);
  log.database.exec('UPDATE record SET checksum = 0 WHERE revision < 5');
  appendTo('task-1', 1);
  expect(revisions()).toEqual([0, 1, 2, 3, 4, 5]);
});

test('what was deleted is let go of', () => {
  const log = new EventLog({ memory: true }, recordCodec);
  appending(log)('task-1', 5);
  const read = () => log.readStreamForward(log.streams.state('task-1'), 0, everything).length;
  expect(read()).toBe(5);
  log.remove(
    () => log.database.exec('DELETE FROM record WHERE revision < 2'),
    () => {},
  );
  log.flush();
  expect(read()).toBe(3);
});
