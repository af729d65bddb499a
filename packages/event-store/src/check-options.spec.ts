import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkOptions } from './check-options.ts';
import { OptionError, startEventStore } from './index.ts';
import { events, failureOf, startNode, temporaryFolder } from './spec-node.ts';
import type { EventStoreOptions } from './start-event-store.ts';

const memory = true;
const admins = ['$admins'];
const either = 'Give either dataDir, a folder to keep the events in, or memory: true';

/** What JavaScript, or a settings file, may hand over. */
const mistakes: [options: unknown, sentence: string][] = [
  [undefined, 'startEventStore needs options: { dataDir: FOLDER } or { memory: true }'],
  [null, 'startEventStore needs options'],
  [{}, either],
  [{ memory: false }, either],
  [{ dataDir: undefined }, either],
  [{ dataDir: 'x', memory }, 'dataDir and memory: true exclude each other'],
  [{ memory, prot: 2113 }, "There is no option 'prot': dataDir, memory, users, port, host"],
  [{ memory: 'yes' }, "memory must be true, or false beside dataDir; 'yes' is neither"],
  [{ dataDir: 'x', memory: 1 }, 'memory must be true, or false beside dataDir; 1 is neither'],
  [{ dataDir: '' }, "dataDir must be the path of a folder; '' is not"],
  [{ dataDir: null }, 'dataDir must be the path of a folder; null is not'],
  ...[-1, 65_536, 80.5, '2113', null].map((port): [unknown, string] => [
    { memory, port },
    'port must be a whole number from 0, which takes a free port, to 65535',
  ]),
  [{ memory, host: '' }, "host must be an address or a name to listen on; '' is not"],
  [{ memory, tls: 'PEM' }, 'tls must be an object with a certificate and its privateKey'],
  ...[0, -1, 0.5, 'x', Number.NaN].map((appendBytesMax): [unknown, string] => [
    { memory, appendBytesMax },
    'appendBytesMax must be a whole number of bytes, 1 or more',
  ]),
  [{ memory, allowAnonymousStreamAccess: 'false' }, 'allowAnonymousStreamAccess must be true or false'],
  [{ memory, onFailure: 'log' }, "onFailure must be a function; 'log' is not"],
  ...[null, [], 'admin'].map((users): [unknown, string] => [
    { memory, users },
    'users cannot be used: they must be an object with a user for each login name',
  ]),
  ...['', 123, undefined, 'x'.repeat(1025)].map((password): [unknown, string] => [
    { memory, users: { admin: { password, groups: admins } } },
    "users cannot be used: the user 'admin' needs a password of 1 to 1024 characters",
  ]),
  ...['changeit', null].map((user): [unknown, string] => [
    { memory, users: { admin: user } },
    "the user 'admin' must be an object with a password and groups",
  ]),
  ...[undefined, '$admins', [1]].map((groups): [unknown, string] => [
    { memory, users: { admin: { password: 'x', groups } } },
    "the user 'admin' needs groups, a list of names",
  ]),
  ...['', 'a:b', 'x'.repeat(257)].map((name): [unknown, string] => [
    { memory, users: { [name]: { password: 'x', groups: admins } } },
    'needs a login name of 1 to 256 characters without a colon',
  ]),
];

test.each(mistakes)('options that make no sense are refused: %j', async (options, sentence) => {
  const error = await failureOf(startEventStore(options as EventStoreOptions));
  expect(error).toBeInstanceOf(OptionError);
  expect(error.message).toContain(sentence);
});

test('what may be left out may be undefined', () => {
  const none = { port: undefined, host: undefined, users: undefined, tls: undefined };
  checkOptions({ memory, dataDir: undefined, ...none, appendBytesMax: undefined, onFailure: undefined });
  checkOptions({ memory, users: {}, port: 0 });
});

test('a folder beside memory: false keeps the events', async () => {
  const dataDir = join(temporaryFolder(), 'data');
  const { client, store } = await startNode({ dataDir, memory: false });
  await client.appendToStream('task-1', events(1));
  await store.close();
  expect(existsSync(join(dataDir, 'log.db'))).toBe(true);
});

/** Whether the type takes any of these options. */
type Taken<Options> = Extract<Options, EventStoreOptions> extends never ? false : true;

test('the type refuses a node that keeps its events and does not', () => {
  const both = { dataDir: 'x', memory: true } as const;
  const neither = { memory: false } as const;
  const taken: Taken<typeof both | typeof neither> = false;
  expect(taken).toBe(false);
  for (const options of [both, neither])
    expect(() => checkOptions(options as unknown as EventStoreOptions)).toThrow(OptionError);
});

test('a host that others reach and a certificate that is none are wrong options, too', async () => {
  const tls = { certificate: 'x', privateKey: 'x' };
  for (const options of [{ host: '0.0.0.0' }, { tls }])
    expect(await failureOf(startEventStore({ memory, ...options }))).toBeInstanceOf(OptionError);
});

test('a node ends with the block that uses it, and may be closed again', async () => {
  let used: Awaited<ReturnType<typeof startEventStore>>;
  {
    await using store = await startEventStore({ memory });
    used = store;
  }
  const again = await startEventStore({ memory, port: used.port });
  await again.close();
  await used.close();
});
