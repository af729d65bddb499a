import { expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from '../src/spec-node.ts';
import { append, numbersIn, openLog } from './direct-log.ts';

/** Whoever calls it sets the clock from then on. */
function clockAt(time: string): void {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(time) });
  onTestFinished(() => void vi.useRealTimers());
}

test('when the clock jumps back, order and positions stay those of the commits', async () => {
  const dataDir = temporaryFolder();
  clockAt('2026-03-01T08:00:00Z');
  const log = openLog({ dataDir });
  await append(log, 'task-1', 0);
  vi.setSystemTime(new Date('2020-01-01T00:00:00Z'));
  await append(log, 'task-1', 1);
  log.close();
  const again = openLog({ dataDir });
  await append(again, 'task-1', 2);
  expect(numbersIn(again)).toEqual([0, 1, 2]);
});

test('time stands still while the clock that was set back has not come to it again', async () => {
  clockAt('2026-03-01T08:00:00Z');
  const log = openLog({ memory: true });
  for (const time of ['08:00:00.000', '07:59:59.990', '08:00:00.001']) {
    vi.setSystemTime(new Date(`2026-03-01T${time}Z`));
    await append(log, 'task-1', 0);
  }
  const written = log.readAllForward(0, { countMax: 3, bytesMax: 10_000 });
  const shown = written.map(({ createdMs }) => new Date(createdMs).toISOString().slice(11, 23));
  expect(shown).toEqual(['08:00:00.000', '08:00:00.000', '08:00:00.001']);
});
