import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '@songhanh/domain/kernel';
import type { CommandOutcome } from '@songhanh/event-log';
import { type EventStore, startEventStore } from '@songhanh/event-store';
import { readEnvironment } from '../src/environment.ts';
import { allManifests } from '../src/extensions.ts';
import { createLogger } from '../src/platform/telemetry/logger.ts';
import { type Api, startApi } from '../src/start-api.ts';
import { copyEmptyDatabase } from './empty-database.ts';

/** The service as people meet it: the real node and a real database, in this process, on free ports. */
export interface TestApi extends AsyncDisposable {
  readonly url: string;
  readonly api: Api;
  readonly eventStore: EventStore;
  readonly dataDir: string;
  /** Sends one operation. */
  send(operation: string, variables?: Variables, session?: Session | Headers): Promise<Answer>;
  /** Sends one operation that must succeed. @throws naming the errors */
  data(operation: string, variables?: Variables, session?: Session | Headers): Promise<Data>;
  signIn(email: string, password?: string): Promise<Session>;
  /** Carries out a command under the door, for a world to begin with. @throws when it is refused */
  given(commandName: string, input: Variables, actor?: Actor): Promise<void>;
  /** An account that can sign in, with one office. */
  person(person: TestPerson): Promise<Actor>;
}

export type Variables = Readonly<Record<string, unknown>>;
export type Headers = Readonly<Record<string, string>>;
// biome-ignore lint/suspicious/noExplicitAny: an answer has whatever shape the operation asked for; the spec compares it.
export type Data = any;

export interface Answer {
  readonly status: number;
  readonly headers: globalThis.Headers;
  readonly data: Data;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Data;
  }[];
  readonly extensions?: Data;
}

/** Headers of somebody who is signed in. */
export interface Session extends Headers {
  readonly cookie: string;
}

export interface TestPerson {
  readonly accountId: string;
  readonly unitId: string | null;
  readonly role: Actor['role'];
  readonly fullName?: string;
}

export interface TestApiOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** A folder of an earlier run to go on with; it then stays. */
  readonly dataDir?: string;
  /** A node that already runs; it then stays. */
  readonly eventStore?: EventStore;
}

export const serviceToken = 'the-token-of-the-worker-in-tests-only';
export const adminEmail = 'admin@test.example';
export const testPassword = 'a password for tests';

const administrator: Actor = {
  userId: 'first-administrator',
  officeId: 'first-administrator-office',
  unitId: null,
  role: 'ADMINISTRATOR',
  onBehalfOfOfficeId: null,
};

export async function startTestApi(options: TestApiOptions = {}): Promise<TestApi> {
  const eventStore = options.eventStore ?? (await startEventStore({ memory: true }));
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'songhanh-api-')));
  const isEmbedded = options.environment?.DATABASE_URL === undefined;
  if (isEmbedded && !existsSync(join(dataDir, 'postgres'))) await copyEmptyDatabase(dataDir);
  const environment = readEnvironment({
    PORT: '0',
    DATA_DIR: dataDir,
    EVENTSTORE_URL: eventStore.connectionString,
    SERVICE_TOKEN: serviceToken,
    FIRST_ADMIN_EMAIL: adminEmail,
    FIRST_ADMIN_PASSWORD: testPassword,
    ADMIN_DIST: join(dataDir, 'no-admin-app'),
    LOG_LEVEL: 'error',
    ...options.environment,
  });
  const manifests = await allManifests(environment.extensions);
  const api = await startApi(environment, manifests, createLogger('error'));
  await api.ready;
  return {
    ...{ url: api.url, api, eventStore, dataDir },
    ...clientOf(api.url),
    ...worldOf(api),
    async [Symbol.asyncDispose]() {
      await api.close();
      if (options.eventStore === undefined) await eventStore.close();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const signInOperation = 'mutation ($input: SignInInput!) { signIn(input: $input) { role } }';

/** Whoever speaks to a service at an address. */
export function clientOf(url: string): Pick<TestApi, 'send' | 'data' | 'signIn'> {
  const send: TestApi['send'] = async (query, variables = {}, headers = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, headers: response.headers, ...((await response.json()) as Data) };
  };
  return {
    send,
    async signIn(email, password = testPassword) {
      const answer = await send(signInOperation, { input: { email, password } });
      if (answer.errors) throw new Error(`${email} did not sign in: ${answer.errors[0]?.message}`);
      return { cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
    },
    async data(operation, variables, headers) {
      const { data, errors } = await send(operation, variables, headers);
      if (errors)
        throw new Error(`${errors.map(({ message }) => message).join('; ')}\n${JSON.stringify(errors)}`);
      return data;
    },
  };
}

let commands = 0;

function worldOf({ platform }: Api): Pick<TestApi, 'given' | 'person'> {
  const given: TestApi['given'] = async (commandName, input, actor = administrator) => {
    commands += 1;
    const commandId = `given-${commands}`;
    const outcome: CommandOutcome = await platform.executor.execute({ commandName, commandId, actor, input });
    if (outcome.kind !== 'recorded') throw new Error(`${commandName}: ${JSON.stringify(outcome)}`);
    await platform.projector.waitFor(outcome.position, projectedMsMax);
  };
  return {
    given,
    async person({ accountId, unitId, role, fullName = `Người ${accountId}` }) {
      const [email, officeId] = [emailOf(accountId), `office-${accountId}`];
      await platform.vault.credentials.setPassword(accountId, testPassword);
      await platform.vault.credentials.linkEmail(accountId, email);
      await given('OpenAccount', { accountId, fullName, email });
      await given('GrantOffice', { accountId, officeId, unitId, title: 'Cán bộ', role, since: '2020-01-01' });
      return { userId: accountId, officeId, unitId, role, onBehalfOfOfficeId: null };
    },
  };
}

const projectedMsMax = 20_000;

export function emailOf(accountId: string): string {
  return `${accountId}@test.example`;
}

/** Input of a unit that exists since 2020. */
export function unit(unitId: string, rest: Variables = {}): Variables {
  return {
    unitId,
    kind: 'DEPARTMENT',
    name: `Sở ${unitId}`,
    shortName: unitId,
    since: '2020-01-01',
    ...rest,
  };
}
