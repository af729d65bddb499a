import { expect, onTestFinished, test } from 'vitest';
import { EventLog } from '../log/event-log.ts';
import { recordCodec } from '../wire/recorded-event.ts';
import { allBackward, allForward } from './cursors.ts';

test('a slow filter looks at a few events, then others get their turn', async () => {
  const log = new EventLog({ memory: true }, recordCodec);
  onTestFinished(() => log.close());
  const none = new Uint8Array(0);
  const event = { type: 'T', contentType: 'application/json', data: none, metadata: none };
  for (let n = 0; n < 200; n += 1) {
    const proposed = { ...event, id: crypto.randomUUID() };
    log.append(`task-${n}`, 'any', [proposed], () => {});
  }
  log.flush();
  let looked = 0;
  const matches = () => {
    looked += 1;
    const until = performance.now() + 1;
    while (performance.now() < until);
    return false;
  };
  const options = { resolveLinks: false, count: 1000, filter: { matches, checkpointInterval: Infinity } };
  const cursors = [
    allForward(log, 0, { ...options, checkpoints: false }),
    allBackward(log, log.lastPosition + 1, options),
  ];
  for (const cursor of cursors) {
    looked = 0;
    const first = cursor.next();
    expect(first).toEqual({ events: [], atEnd: false });
    expect(looked).toBeLessThan(20);
    while (!cursor.next().atEnd);
    expect(looked).toBe(200);
  }
});
