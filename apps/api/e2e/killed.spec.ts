import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type EventStore, startEventStore } from '@songhanh/event-store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyEmptyDatabase } from './empty-database.ts';
import {
  adminEmail,
  clientOf,
  type Session,
  serviceToken,
  startTestApi,
  testPassword,
  unit,
} from './harness.ts';

// The built service as a process of its own, since only a process can be killed.
const main = join(import.meta.dirname, '../dist/main.js');
const units = Array.from({ length: 120 }, (_, n) => `u${String(n).padStart(3, '0')}`);
const establish = 'mutation ($input: EstablishUnitInput!) { establishUnit(input: $input) { id } }';

let dataDir: string;
let eventStore: EventStore;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'songhanh-killed-'));
  await copyEmptyDatabase(dataDir);
  eventStore = await startEventStore({ memory: true });
});
afterAll(async () => {
  await eventStore?.close();
  await rm(dataDir, { recursive: true, force: true });
});

describe('the service, killed while it projects', () => {
  it('loses nothing and shows nothing twice when everything is sent again', async () => {
    const killed = await startProcess();
    const admin = await signIn(killed.url);
    const sent = units.map((unitId) => send(killed.url, unitId, admin));
    await Promise.any(sent);
    killed.process.kill('SIGKILL');
    await once(killed.process, 'exit');
    const answered = (await Promise.allSettled(sent)).filter(({ status }) => status === 'fulfilled').length;
    expect(answered).toBeLessThan(units.length);

    await using api = await startTestApi({ dataDir, eventStore });
    const session = await api.signIn(adminEmail);
    await Promise.all(units.map((unitId) => send(api.url, unitId, session)));
    const { units: found } = await api.data(
      '{ units(first: 500) { totalCount edges { node { id history { type revision } } } } }',
      {},
      session,
    );
    const established = { type: 'UnitEstablished', revision: 0 };
    expect(found.totalCount).toBe(units.length);
    expect(found.edges).toEqual(units.map((id) => ({ node: { id, history: [established] } })));

    const { database, projector } = api.api.platform;
    const rows = async () =>
      (await database.pool.query('select * from read_model.unit order by id, from_position')).rows;
    const live = await rows();
    expect(live).toHaveLength(units.length);
    await projector.rebuild();
    expect(await rows()).toEqual(live);
  });
});

async function startProcess(): Promise<{ readonly url: string; readonly process: ChildProcess }> {
  const child = spawn(process.execPath, [main], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATA_DIR: dataDir,
      EVENTSTORE_URL: eventStore.connectionString,
      SERVICE_TOKEN: serviceToken,
      FIRST_ADMIN_EMAIL: adminEmail,
      FIRST_ADMIN_PASSWORD: testPassword,
    },
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const { msg, url } = JSON.parse(line) as { msg: string; url: string };
    if (msg === 'ready') return { url, process: child };
  }
  throw new Error('the service ended before it was ready; is it built?');
}

async function signIn(url: string): Promise<Session> {
  return clientOf(url).signIn(adminEmail);
}

async function send(url: string, unitId: string, session: Session): Promise<void> {
  const input = { commandId: `establish ${unitId}`, ...unit(unitId) };
  await clientOf(url).data(establish, { input }, session);
}
