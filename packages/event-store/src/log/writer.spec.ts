import { expect, onTestFinished, test, vi } from 'vitest';
import { recordCodec } from '../wire/recorded-event.ts';
import { EventLog } from './event-log.ts';
import { ownEvent } from './record.ts';

/** A log whose clock the test sets; `write` appends one event and answers its time in units of 100 ns. */
function loggingAt(time: string) {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(time) });
  onTestFinished(() => void vi.useRealTimers());
  const log = new EventLog({ memory: true }, recordCodec);
  onTestFinished(() => log.close());
  const write = async () => {
    await new Promise((resolve) => {
      log.append('task-1', 'any', [ownEvent('Counted', '{}')], resolve);
      log.flush();
    });
    const [newest] = log.readAllBackward(Number.MAX_SAFE_INTEGER, { countMax: 1, bytesMax: 1024 });
    return /created..(\d{17})/s.exec(Buffer.from(newest?.record ?? []).toString('latin1'))?.[1];
  };
  return { write };
}

test('an event carries what the clock tells, and nothing below a millisecond', async () => {
  const { write } = loggingAt('2026-03-01T08:00:00.123Z');
  const times = new Set<string | undefined>();
  for (let n = 0; n < 100; n += 1) times.add(await write());
  expect([...times]).toEqual([`${Date.parse('2026-03-01T08:00:00.123Z')}0000`]);
});

test('time stands still while the clock that was set back has not come to it again', async () => {
  const { write } = loggingAt('2026-03-01T08:00:00Z');
  const first = await write();
  vi.setSystemTime(new Date('2026-03-01T07:59:59.990Z'));
  expect(await write()).toBe(first);
  vi.setSystemTime(new Date('2026-03-01T08:00:00.001Z'));
  expect(await write()).toBe(`${Date.parse('2026-03-01T08:00:00.001Z')}0000`);
});
