import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
import { expect, test } from 'vitest';
import { collect, events, temporaryFolder } from './spec-node.ts';
import { startEventStore } from './start-event-store.ts';

const command = join(import.meta.dirname, 'command.ts');
const rounds = 4;
const writers = 24;

/** An append that was answered: what must be in the log for ever. */
type Acknowledged = { stream: string; n: number; revision: bigint; position: bigint };

test('after kill -9 under load every answered append is there, once and in its order', async () => {
  const dataDir = temporaryFolder();
  const acknowledged: Acknowledged[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { child, connectionString } = await startProcess(dataDir);
    const enough = acknowledged.length + 300 + Math.floor(Math.random() * 700);
    await writeUntilKilled(child, connectionString, round, acknowledged, enough);
  }
  expect(acknowledged.length).toBeGreaterThan(rounds * 300);
  await verify(dataDir, acknowledged);
}, 60_000);

async function startProcess(dataDir: string): Promise<{ child: ChildProcess; connectionString: string }> {
  const child = spawn(process.execPath, [command, '--data-dir', dataDir, '--port', '0']);
  const connectionString = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk;
      const found = /esdb:\S+/.exec(output);
      if (found !== null) resolve(found[0]);
    });
    child.once('exit', (code) => reject(new Error(`The node ended with ${code}: ${output}`)));
  });
  return { child, connectionString };
}

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
  await exited;
  await client.dispose();
}

async function verify(dataDir: string, acknowledged: readonly Acknowledged[]): Promise<void> {
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
