import type { ChildProcess } from 'node:child_process';
import { EventStoreDBClient } from '@eventstore/db-client';
import { expect, test } from 'vitest';
import { collect, events, temporaryFolder } from '../src/spec-node.ts';
import { startProcess } from '../src/spec-process.ts';
import { startEventStore } from '../src/start-event-store.ts';
import { verify } from '../src/upkeep/verify.ts';
import { chance, roundsOf } from './chance.ts';

const rounds = roundsOf(3, 200);
const writers = 24;

/** An append that was answered: what must be in the log for ever. */
type Acknowledged = { stream: string; n: number; revision: bigint; position: bigint };

test(
  'after kill -9 under load every answered append is there, once and in its order',
  async () => {
    const { below } = chance('kill -9');
    const dataDir = temporaryFolder();
    const acknowledged: Acknowledged[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const { child, connectionString } = await startProcess('--data-dir', dataDir);
      const enough = acknowledged.length + 60 + below(300);
      await writeUntilKilled(child, connectionString, round, acknowledged, enough);
      expect(verify(dataDir).damage).toEqual([]);
    }
    expect(acknowledged.length).toBeGreaterThan(rounds * 60);
    await expectAll(dataDir, acknowledged);
  },
  rounds * 30_000,
);

async function writeUntilKilled(
  child: ChildProcess,
  connectionString: string,
  round: number,
  acknowledged: Acknowledged[],
  enough: number,
): Promise<void> {
  const client = EventStoreDBClient.connectionString(connectionString);
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const write = async (writer: number) => {
    const stream = `round${round}-${writer}`;
    for (let n = 0; ; n += 3) {
      const result = await client.appendToStream(stream, events(3, 'Counted', n)).catch(() => null);
      if (result === null) return;
      const position = result.position?.commit ?? -1n;
      acknowledged.push({ stream, n: n + 2, revision: result.nextExpectedRevision, position });
      if (acknowledged.length === enough) child.kill('SIGKILL');
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  // On a machine that is too busy every writer may have given up before there was enough.
  child.kill('SIGKILL');
  await exited;
  await client.dispose();
}

async function expectAll(dataDir: string, acknowledged: readonly Acknowledged[]): Promise<void> {
  const store = await startEventStore({ dataDir });
  const client = EventStoreDBClient.connectionString(store.connectionString);
  const all = await collect(client.readAll());
  await client.dispose();
  await store.close();
  const positions = all.map(({ event }) => event?.position?.commit);
  expect(positions).toEqual(positions.map((_, index) => BigInt(index + 1)));
  const ids = all.map(({ event }) => event?.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { stream, n, revision, position } of acknowledged) {
    const event = all[Number(position) - 1]?.event;
    expect(event).toMatchObject({ streamId: stream, revision, data: { n } });
  }
  const nextByStream = new Map<string, number>();
  for (const { event } of all.filter(({ event }) => event?.type === 'Counted')) {
    const stream = event?.streamId ?? '';
    const next = nextByStream.get(stream) ?? 0;
    expect(event).toMatchObject({ revision: BigInt(next), data: { n: next } });
    nextByStream.set(stream, next + 1);
  }
}

test('of two processes that start on one folder at once, one runs and one is refused', async () => {
  for (let round = 0; round < roundsOf(1, 10); round += 1) {
    const dataDir = temporaryFolder();
    const starts = [startProcess('--data-dir', dataDir), startProcess('--data-dir', dataDir)];
    const settled = await Promise.allSettled(starts);
    const refusals = settled.flatMap((start) => (start.status === 'rejected' ? [String(start.reason)] : []));
    expect(refusals).toEqual([
      expect.stringContaining('in use by an event store of this or another process'),
    ]);
    for (const start of settled) {
      if (start.status === 'fulfilled') start.value.child.kill('SIGTERM');
      if (start.status === 'fulfilled') await start.value.ended;
    }
  }
}, 120_000);
