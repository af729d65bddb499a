import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  binaryEvent,
  type EventStoreDBClient as Client,
  EventStoreDBClient,
  START,
  streamNameFilter,
  persistentSubscriptionToAllSettingsFromDefaults as toAll,
  persistentSubscriptionToStreamSettingsFromDefaults as toStream,
} from '@eventstore/db-client';
import { expect, onTestFinished, test } from 'vitest';
import { certificate, privateKey } from '../../spec-certificate.ts';
import { events, failureOf, startNode, temporaryFolder, until } from '../../spec-node.ts';
import { startEventStore } from '../../start-event-store.ts';

const users = {
  admin: { password: 'changeit', groups: ['$admins'] },
  ops: { password: 'operate', groups: ['$ops'] },
  hoa: { password: 'secret', groups: [] },
};

/** A node that asks who one is; `login('hoa:…')` gives a client, `login('')` one without a name. */
async function nodeWithUsers(): Promise<(credentials: string) => Client> {
  const store = await startEventStore({ memory: true, users, tls: { certificate, privateKey } });
  onTestFinished(() => store.close());
  const file = join(temporaryFolder(), 'ca.pem');
  writeFileSync(file, certificate);
  return (credentials) => {
    const at = credentials === '' ? '' : `${credentials}@`;
    const client = EventStoreDBClient.connectionString(
      `esdb://${at}localhost:${store.port}?tls=true&tlsCAFile=${file}`,
    );
    onTestFinished(() => client.dispose());
    return client;
  };
}

/** `received` or the kind of the error with which the subscription ended. */
function outcomeOf(client: Client): Promise<string | undefined> {
  const subscription = client.subscribeToPersistentSubscriptionToStream('task-1', 'workers');
  return new Promise((resolve) => {
    subscription.on('data', () => resolve('received'));
    subscription.on('error', (error) => resolve((error as { type?: string }).type));
  });
}

test('whoever has a name may look at groups; only operators manage them', async () => {
  const login = await nodeWithUsers();
  const [nobody, hoa, ops] = [login(''), login('hoa:secret'), login('ops:operate')];
  await ops.createPersistentSubscriptionToStream('task-1', 'workers', toStream());
  expect((await hoa.getPersistentSubscriptionToStreamInfo('task-1', 'workers')).groupName).toBe('workers');
  expect(await hoa.listAllPersistentSubscriptions()).toHaveLength(1);
  expect(await hoa.listPersistentSubscriptionsToStream('task-1')).toHaveLength(1);
  const refused = [
    nobody.getPersistentSubscriptionToStreamInfo('task-1', 'workers'),
    nobody.listAllPersistentSubscriptions(),
    hoa.replayParkedMessagesToStream('task-1', 'workers'),
    hoa.updatePersistentSubscriptionToStream('task-1', 'workers', toStream()),
    hoa.deletePersistentSubscriptionToStream('task-1', 'workers'),
    hoa.restartPersistentSubscriptionSubsystem(),
  ];
  const failures = await Promise.all(refused.map(failureOf));
  expect(failures.map(({ type }) => type)).toEqual(refused.map(() => 'access-denied'));
});

test('nobody without a name consumes, whatever the list of the stream says', async () => {
  const login = await nodeWithUsers();
  const admin = login('admin:changeit');
  await admin.setStreamMetadata('task-1', { acl: { readRoles: ['$all'] } });
  await admin.appendToStream('task-1', events(1));
  await admin.createPersistentSubscriptionToStream('task-1', 'workers', toStream({ startFrom: START }));
  expect(await outcomeOf(login(''))).toBe('access-denied');
  expect(await outcomeOf(login('hoa:secret'))).toBe('received');
});

test('where there are no users everybody looks and consumes', async () => {
  const { client } = await startNode();
  await client.appendToStream('task-1', events(1));
  await client.createPersistentSubscriptionToStream('task-1', 'workers', toStream({ startFrom: START }));
  expect(await client.listAllPersistentSubscriptions()).toHaveLength(1);
  expect(await outcomeOf(client)).toBe('received');
});

test('a replay shows what was shown before, and leads nobody to what they may not read', async () => {
  const login = await nodeWithUsers();
  const [admin, hoa] = [login('admin:changeit'), login('hoa:secret')];
  await admin.setStreamMetadata('$all', { acl: { readRoles: ['hoa'] } });
  await admin.setStreamMetadata('secret-1', { acl: { readRoles: ['$admins'] } });
  await admin.appendToStream('secret-1', events(1));
  await admin.appendToStream('links', binaryEvent({ type: '$>', data: Buffer.from('0@secret-1') }));
  const settings = { startFrom: START, resolveLinkTos: true } as const;
  const filter = streamNameFilter({ prefixes: ['secret-1'] });
  await admin.createPersistentSubscriptionToAll('workers', toAll(settings), { filter });
  await admin.createPersistentSubscriptionToStream('links', 'workers', toStream(settings));
  const seen: Record<string, (string | undefined)[]> = { all: [], links: [] };
  const all = hoa.subscribeToPersistentSubscriptionToAll('workers');
  all.on('data', (resolved) => {
    seen.all?.push(resolved.event?.streamId);
    void (seen.all?.length === 1 ? all.nack('park', 'why', resolved) : all.ack(resolved));
  });
  const links = hoa.subscribeToPersistentSubscriptionToStream('links', 'workers');
  links.on('data', (resolved) => {
    seen.links?.push(resolved.event?.streamId);
    void (seen.links?.length === 1 ? links.nack('park', 'why', resolved) : links.ack(resolved));
  });
  await until(async () => {
    const groups = await admin.listAllPersistentSubscriptions();
    return groups.every(({ stats }) => stats.parkedMessageCount === 1n);
  }, 'both are parked');
  await admin.replayParkedMessagesToAll('workers');
  await admin.replayParkedMessagesToStream('links', 'workers');
  await until(() => Object.values(seen).flat().length === 4, 'both have come again');
  expect(seen).toEqual({ all: ['secret-1', 'secret-1'], links: [undefined, undefined] });
});
