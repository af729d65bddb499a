import { expect, onTestFinished, test } from 'vitest';
import { EventLog } from '../log/event-log.ts';
import { ownEvent } from '../log/record.ts';
import { recordCodec } from '../wire/recorded-event.ts';
import { CommitHub } from './commit-hub.ts';

function hubAndLog() {
  const log = new EventLog({ memory: true }, recordCodec);
  onTestFinished(() => log.close());
  const ends = new Set<() => void>();
  const end = (wake: () => void) => {
    ends.add(wake);
    return () => void ends.delete(wake);
  };
  const append = () => {
    log.append('task-1', 'any', [ownEvent('T', '{}')], () => {});
    log.flush();
  };
  return { hub: new CommitHub(log), log, ends, end, append };
}

test('who waits again and again leaves nothing of earlier waits behind', async () => {
  const { hub, log, ends, end, append } = hubAndLog();
  append();
  for (let n = 0; n < 50; n += 1) {
    const waits = [hub.next(0, end), hub.next(log.streams.state('task-1').id, end)];
    append();
    await Promise.all(waits);
  }
  expect([ends.size, hub.size]).toEqual([0, 0]);
});

test('a wait ends with who waits', async () => {
  const { hub, ends, end } = hubAndLog();
  const waiting = hub.next(0, end);
  for (const wake of ends) wake();
  await waiting;
  expect([ends.size, hub.size]).toEqual([0, 0]);
});

test('who has ended already does not wait', async () => {
  const { hub } = hubAndLog();
  await hub.next(0, (wake) => {
    wake();
    return () => {};
  });
  expect(hub.size).toBe(0);
});
