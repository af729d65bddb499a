import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
import { onTestFinished } from 'vitest';
import { certificate, privateKey } from './spec-certificate.ts';
import { temporaryFolder } from './spec-observe.ts';
import { startEventStore } from './start-event-store.ts';
import type { Users } from './wire/user-directory.ts';

export const users: Users = {
  admin: { password: 'changeit', groups: ['$admins'] },
  ops: { password: 'operate', groups: ['$ops'] },
  hoa: { password: 'bí mật', groups: ['planners'] },
};

export type Client = EventStoreDBClient;
type Login = (credentials: string, scheme?: 'esdb' | 'esdb+discover') => Client;

/** A node over TLS that asks who one is; `login('hoa:…')` gives a client, `login('')` one without a name. */
export async function secureNode(allowAnonymousStreamAccess?: boolean): Promise<Login> {
  const options = allowAnonymousStreamAccess === undefined ? {} : { allowAnonymousStreamAccess };
  const store = await startEventStore({ memory: true, users, tls: { certificate, privateKey }, ...options });
  onTestFinished(() => store.close());
  const file = join(temporaryFolder(), 'ca.pem');
  writeFileSync(file, certificate);
  return (credentials, scheme = 'esdb') => {
    const at = credentials === '' ? '' : `${encodeURIComponent(credentials).replace('%3A', ':')}@`;
    const client = EventStoreDBClient.connectionString(
      `${scheme}://${at}localhost:${store.port}?tls=true&tlsCAFile=${file}&maxDiscoverAttempts=1`,
    );
    onTestFinished(() => client.dispose());
    return client;
  };
}
