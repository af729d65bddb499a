import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_PASSWORD, SAMPLE_TODAY } from '@songhanh/sample-world';
import { type Child, startChild } from './child.ts';

/** The whole platform as `npm start` runs it, without its supervisor, on the sample world. */
export interface Stack {
  /** Milliseconds that filling the log and projecting it took; null where it was filled already. */
  readonly filledMs: number | null;
  readonly url: () => string;
  /** Of everybody in the sample world. */
  readonly password: string;
  readonly signIn: (email: string) => Promise<Caller>;
  /** The cookie of a new session, as a request sends it. */
  readonly cookieOf: (email: string) => Promise<string>;
  /** Ends the API and starts it on the same data so that it folds every read model anew. */
  readonly rebuild: () => Promise<{ readonly events: number; readonly ms: number }>;
  readonly stop: () => Promise<void>;
}

/** Sends one GraphQL operation; throws when the answer has errors. */
export type Caller = (
  query: string,
  variables?: Readonly<Record<string, unknown>>,
  headers?: Readonly<Record<string, string>>,
) => Promise<Record<string, unknown>>;

export interface StackOptions {
  /** Events of the log, about; null plays the sample world once, step by step. */
  readonly events: number | null;
  /** Folder that is kept: a log that it holds is used again. Left out, all is gone at the end. */
  readonly dataDir?: string | undefined;
  /** Whether reports are made; left out, they wait. */
  readonly worker?: boolean;
}

const workspace = new URL('../../', import.meta.url);
const fillWaitMsMax = 1_800_000;
/** Its file says that the log of a folder is complete. */
const filled = 'filled';
const serviceToken = randomBytes(32).toString('base64url');

export async function startStack({ events, dataDir, worker = false }: StackOptions): Promise<Stack> {
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'songhanh-bench-stack-')));
  const filledBefore = existsSync(join(folder, filled));
  const command = new URL('packages/event-store/src/command.ts', workspace).pathname;
  const store = await startChild(
    [command, '--data-dir', join(folder, 'event-store'), '--port', '0'],
    /ready at (\S+)/u,
  );
  const env = {
    PORT: '0',
    DATA_DIR: folder,
    EVENTSTORE_URL: store.ready,
    SERVICE_TOKEN: serviceToken,
    DEMO_TODAY: SAMPLE_TODAY,
    LOG_LEVEL: 'error',
    SAMPLE_WORLD: '1',
    ...(events !== null && { SAMPLE_EVENTS: String(events) }),
  };
  const began = performance.now();
  let api = await startApi(env);
  const filledMs = filledBefore ? null : performance.now() - began;
  await writeFile(join(folder, filled), '');
  const making = worker ? await startWorker(store.ready, api.ready) : null;
  return {
    filledMs,
    url: () => api.ready,
    password: DEMO_PASSWORD,
    signIn: (email) => signedIn(api.ready, email),
    cookieOf: (email) => cookieOf(api.ready, email),
    rebuild: async () => {
      await api.stop();
      let rebuilt = { events: Number.NaN, ms: Number.NaN };
      api = await startApi({ ...env, REBUILD_READ_MODELS: '1' }, (line) => {
        if (line.includes('"msg":"rebuilt"')) rebuilt = JSON.parse(line);
      });
      return rebuilt;
    },
    stop: async () => {
      await making?.stop();
      await api.stop();
      await store.stop();
      if (dataDir === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

function startApi(env: Readonly<Record<string, string>>, onLine?: (line: string) => void): Promise<Child> {
  const main = new URL('apps/api/dist/main.js', workspace).pathname;
  return startChild([main], /"msg":"ready".*"url":"([^"]+)"/u, {
    env,
    startWaitMsMax: fillWaitMsMax,
    ...(onLine && { onLine }),
  });
}

function startWorker(eventStoreUrl: string, apiUrl: string): Promise<Child> {
  const main = new URL('apps/worker/src/main.ts', workspace).pathname;
  const env = { EVENTSTORE_URL: eventStoreUrl, API_URL: apiUrl, SERVICE_TOKEN: serviceToken };
  return startChild([main], /"msg":"(ready)"/u, { env: { ...env, LOG_LEVEL: 'error' } });
}

async function signedIn(url: string, email: string): Promise<Caller> {
  const cookie = await cookieOf(url, email);
  return async (query, variables = {}, headers = {}) =>
    dataOf(await post(url, query, variables, { cookie, ...headers }));
}

async function cookieOf(url: string, email: string): Promise<string> {
  const document = 'mutation ($input: SignInInput!) { signIn(input: $input) { account { id } } }';
  const response = await post(url, document, { input: { email, password: DEMO_PASSWORD } }, {});
  const cookie = response.headers
    .getSetCookie()
    .map((value) => value.split(';')[0])
    .join('; ');
  await dataOf(response);
  return cookie;
}

/** Sends GraphQL over HTTP to any server of the bench. */
export function post(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  return fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
}

export async function dataOf(response: Response): Promise<Record<string, unknown>> {
  const body = (await response.json()) as { data?: Record<string, unknown>; errors?: unknown[] };
  if (body.errors !== undefined || body.data === undefined) {
    throw new Error(`the server answered ${JSON.stringify(body.errors)}`);
  }
  return body.data;
}
