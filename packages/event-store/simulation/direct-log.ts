import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { EventLog } from '../src/log/event-log.ts';
import type { StoredRecord } from '../src/log/record.ts';
import type { AppendOutcome } from '../src/log/writer.ts';
import { recordCodec } from '../src/wire/recorded-event.ts';

export type Place = ConstructorParameters<typeof EventLog>[0];

/** A log without the wire, closed with the test at the latest. */
export function openLog(place: Place): EventLog {
  const log = new EventLog(place, recordCodec);
  onTestFinished(() => {
    if (log.database.isOpen) log.close();
  });
  return log;
}

/** A folder in memory where there is room: what these simulations do to files needs no disk. */
export function quickFolder(): string {
  const parent = memoryBytesFree('/dev/shm') > 2 ** 30 ? '/dev/shm' : tmpdir();
  const folder = mkdtempSync(join(parent, 'event-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function memoryBytesFree(path: string): number {
  try {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize;
  } catch {
    return 0;
  }
}

/** Appends one event at a time and commits it; resolves when it is answered. */
export function append(log: EventLog, stream: string, n: number, bytes = 200): Promise<AppendOutcome> {
  const event = {
    id: crypto.randomUUID(),
    type: 'Counted',
    contentType: 'application/json',
    data: Buffer.from(JSON.stringify({ n, text: 'x'.repeat(bytes) })),
    metadata: Buffer.alloc(0),
  };
  return new Promise((resolve, reject) => {
    log.append(stream, 'any', [event], (outcome) =>
      outcome.ok ? resolve(outcome.value) : reject(outcome.error),
    );
    log.flush();
  });
}

/** Everything in the log, as `n` in commit order; positions must be without gaps. */
export function numbersIn(log: EventLog): number[] {
  const found: StoredRecord[] = [];
  for (let next = 1; ; ) {
    const page = log.readAllForward(next, { countMax: 500, bytesMax: 1024 * 1024 });
    if (page.length === 0) break;
    found.push(...page);
    next = (found.at(-1)?.position ?? 0) + 1;
  }
  const gap = found.findIndex(({ position }, index) => position !== index + 1);
  if (gap >= 0) throw new Error(`There is a gap before position ${found[gap]?.position}.`);
  return found.map((record) => (JSON.parse(Buffer.from(log.dataOf(record)).toString()) as { n: number }).n);
}
