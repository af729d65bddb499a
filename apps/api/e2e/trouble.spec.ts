import { nouns } from '@songhanh/domain';
import { createExecutor, createNounRegistry } from '@songhanh/event-log';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adminEmail, emailOf, type Session, startTestApi, type TestApi, unit } from './harness.ts';
import { smallWorld } from './world.ts';

const establish = 'mutation ($input: EstablishUnitInput!) { establishUnit(input: $input) { id name } }';

let api: TestApi;
let admin: Session;

beforeEach(async () => {
  api = await startTestApi();
  admin = await api.signIn(adminEmail);
});
afterEach(() => api?.[Symbol.asyncDispose]());

describe('a projector that stands still', () => {
  it('makes no durable command an error: it is answered with the position that is still to be shown', async () => {
    await api.api.platform.projector.stop();
    const input = { commandId: 't1', ...unit('u1') };
    const { data, errors, extensions } = await api.send(establish, { input }, admin);
    expect(errors).toBeUndefined();
    expect(data).toBeNull();
    expect(extensions.pendingPosition).toMatch(/^\d+$/u);
    const position = extensions.pendingPosition;
    const { errors: late } = await api.send(
      '{ moment { today } }',
      {},
      { ...admin, 'x-at-least-position': position },
    );
    expect(late?.[0]?.extensions).toMatchObject({ code: 'NOT_CAUGHT_UP', position });
    expect(await api.api.platform.log.readStream('organisation', 'u1', 0, 10)).toHaveLength(1);
  });
});

describe('a stream of somebody else in the same event store', () => {
  it('is passed over: nothing stops, and what comes after it is shown', async () => {
    const { store } = api.api.platform.log;
    const event = { id: crypto.randomUUID(), type: 'X', data: {}, metadata: {} };
    await store.append('scratch-1', -1, [event]);
    const input = { commandId: 't0', ...unit('u0') };
    expect((await api.data(establish, { input }, admin)).establishUnit).toEqual({ id: 'u0', name: 'Sở u0' });
    expect((await fetch(`${api.url}/health/ready`)).status).toBe(200);
  });
});

describe('an event that cannot be read', () => {
  it('stops the projector before it, which health says with the position; commands go on', async () => {
    const { log } = api.api.platform;
    const [{ metadata } = { metadata: {} }] = await log.store.readStream('account-first-administrator', 0, 1);
    const strange = { id: crypto.randomUUID(), type: 'UnitVanished', data: {}, metadata };
    const { position } = await log.store.append('organisation-strange', -1, [strange]);
    const health = () => fetch(`${api.url}/health/ready`);
    await expect.poll(async () => (await health()).status).toBe(503);
    expect(await (await health()).json()).toMatchObject({ status: 'stopped', position: position.toString() });
    expect((await fetch(`${api.url}/health/live`)).status).toBe(200);
    const input = { commandId: 't2', ...unit('u2') };
    expect((await api.send(establish, { input }, admin)).errors).toBeUndefined();
    expect(await log.readStream('organisation', 'u2', 0, 10)).toHaveLength(1);
  });
});

describe('a process that ended between a cause and what follows from it', () => {
  it('is made good at the next start, once', async () => {
    const { planner } = await smallWorld(api);
    const { dataDir, eventStore } = api;
    const { vault, log } = api.api.platform;
    const forgetful = createExecutor({
      registry: createNounRegistry(nouns),
      store: log.store,
      vault: vault.keys,
      client: 'spec',
    });
    const input = { taskId: 't1', leadUnitId: 'so-a', coordinatingUnitIds: ['so-b'] };
    const assigned = { commandName: 'AssignTask', commandId: 'a1', actor: planner, input };
    expect((await forgetful.execute(assigned)).kind).toBe('recorded');
    expect(await log.readStream('coordination', 't1.so-b', 0, 10)).toEqual([]);
    await api.api.close();
    await using again = await startTestApi({ dataDir, eventStore });
    const opened = async () =>
      (await again.api.platform.log.readStream('coordination', 't1.so-b', 0, 10)).map(
        ({ event }) => event.type,
      );
    await expect.poll(opened, { timeout: 20_000 }).toEqual(['CoordinationOpened']);
    const helper = await again.signIn(emailOf('helper'));
    await expect
      .poll(async () => (await again.data('{ coordination(id: "t1.so-b") { id } }', {}, helper)).coordination)
      .toEqual({ id: 't1.so-b' });
  });
});
