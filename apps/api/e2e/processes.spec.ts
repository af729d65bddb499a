import { type EventStore, startEventStore } from '@songhanh/event-store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PostgresServer, startPostgres } from '../src/platform/database/postgres.fixture.ts';
import { adminEmail, type Session, startTestApi, type TestApi, unit } from './harness.ts';

const establish = 'mutation ($input: EstablishUnitInput!) { establishUnit(input: $input) { id name } }';

let eventStore: EventStore;
let server: PostgresServer;
let first: TestApi;
let second: TestApi;
let admin: Session;

beforeAll(async () => {
  eventStore = await startEventStore({ memory: true });
  server = await startPostgres();
  first = await startTestApi({ eventStore, environment: { DATABASE_URL: server.url } });
  const { dataDir } = first;
  second = await startTestApi({ eventStore, dataDir, environment: { DATABASE_URL: server.url } });
  admin = await first.signIn(adminEmail);
});
afterAll(async () => {
  await second?.[Symbol.asyncDispose]();
  await first?.[Symbol.asyncDispose]();
  await server?.close();
  await eventStore?.close();
});

describe('two processes of the service on one PostgreSQL', () => {
  it('know the same sessions, and each shows what the other wrote, once', async () => {
    const apis = [first, second];
    const ids = Array.from({ length: 20 }, (_, n) => `u${n}`);
    const answers = await Promise.all(
      ids.map((id, n) => apis[n % 2]?.data(establish, { input: { commandId: id, ...unit(id) } }, admin)),
    );
    expect(answers.map(({ establishUnit }) => establishUnit.id)).toEqual(ids);
    const position = first.api.platform.projector.position().toString();
    for (const api of apis) {
      const headers = { ...admin, 'x-at-least-position': position };
      expect((await api.data('{ units { totalCount } }', {}, headers)).units.totalCount).toBe(ids.length);
    }
    const { rows } = await first.api.platform.database.pool.query(
      'select count(*)::int as versions from read_model.unit',
    );
    expect(rows).toEqual([{ versions: ids.length }]);
  });

  it('go on when the one that projects goes away', async () => {
    await first.api.close();
    const input = { commandId: 'after', ...unit('after') };
    expect(await second.data(establish, { input }, admin)).toMatchObject({ establishUnit: { id: 'after' } });
  });
});
