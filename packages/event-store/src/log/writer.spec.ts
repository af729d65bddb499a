import { expect, onTestFinished, test } from 'vitest';
import { recordCodec } from '../wire/recorded-event.ts';
import { EventLog } from './event-log.ts';
import { ownEvent } from './record.ts';

test('from event to event time does not go back, and nothing is told below a millisecond', async () => {
  const log = new EventLog({ memory: true }, recordCodec);
  onTestFinished(() => log.close());
  for (let n = 0; n < 200; n += 1) {
    await new Promise((resolve) => {
      log.append('task-1', 'any', [ownEvent('Counted', '{}')], resolve);
      log.flush();
    });
  }
  const records = log.readAllForward(0, { countMax: 200, bytesMax: 1_000_000 });
  const times = records.map(
    ({ record }) => /created..(\d{17})/s.exec(Buffer.from(record).toString('latin1'))?.[1],
  );
  expect(times).toEqual(records.map(({ createdMs }) => `${createdMs}0000`));
  expect(times).toEqual(times.toSorted());
  expect(times).toHaveLength(200);
});
