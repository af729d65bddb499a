import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { EventStoreOptions } from './start-event-store.ts';
import type { Users } from './wire/user-directory.ts';

/** What a command line asks for. */
export type Task =
  | { kind: 'help' }
  | { kind: 'serve'; options: EventStoreOptions }
  | { kind: 'verify'; dataDir: string }
  | { kind: 'backup' | 'salvage'; dataDir: string; into: string };

export const usage = `songhanh-event-store: an EventStoreDB-compatible node over SQLite

  songhanh-event-store --data-dir FOLDER [--port 2113]
  songhanh-event-store --memory [--port 2113]
  songhanh-event-store verify --data-dir FOLDER
  songhanh-event-store backup --data-dir FOLDER --into NEW-FOLDER
  songhanh-event-store salvage --data-dir FOLDER --into NEW-FOLDER

  --data-dir FOLDER  keep the events in FOLDER (made when missing; one process at a time)
  --memory           keep nothing after the process ends
  --port PORT        listen on that port, 2113 unless given; 0 takes a free port
  --host HOST        listen there, 127.0.0.1 unless given; elsewhere users and TLS are needed
  --users FILE       who may use the node: {"admin": {"password": "…", "groups": ["$admins"]}}
  --allow-anonymous-stream-access
                     with users: streams whose lists let everybody in need no user name
  --tls-certificate FILE --tls-private-key FILE
                     encrypt with this certificate, PEM

  verify   reads every event and names what is damaged; a node may be running
  backup   copies the log as it is now; a node may be running, and one can be started on the copy
  salvage  writes what is whole in a damaged folder into a new one; the old one stays as it is
`;

/** Throws with a sentence for the person who wrote the command line. */
export function parseCommandLine(args: string[]): Task {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      'data-dir': { type: 'string' },
      into: { type: 'string' },
      memory: { type: 'boolean', default: false },
      port: { type: 'string', default: '2113' },
      host: { type: 'string' },
      users: { type: 'string' },
      'allow-anonymous-stream-access': { type: 'boolean', default: false },
      'tls-certificate': { type: 'string' },
      'tls-private-key': { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [kind = 'serve', ...more] = positionals;
  if (values.help) return { kind: 'help' };
  if (more.length > 0) throw new Error(`${more.join(' ')} is not understood. See --help.`);
  const dataDir = values['data-dir'];
  if (kind === 'serve') {
    const options: EventStoreOptions = { ...placeOf(dataDir, values.memory), port: portOf(values.port) };
    if (values.host !== undefined) options.host = values.host;
    if (values.users !== undefined) options.users = usersIn(values.users);
    if (values['allow-anonymous-stream-access']) options.allowAnonymousStreamAccess = true;
    const tls = tlsOf(values['tls-certificate'], values['tls-private-key']);
    return { kind, options: tls === null ? options : { ...options, tls } };
  }
  if (kind === 'verify') return { kind, dataDir: required('--data-dir', dataDir) };
  if (kind !== 'backup' && kind !== 'salvage') {
    throw new Error(`${kind} is not something that it can do. See --help.`);
  }
  return { kind, dataDir: required('--data-dir', dataDir), into: required('--into', values.into) };
}

function placeOf(dataDir: string | undefined, memory: boolean): { dataDir: string } | { memory: true } {
  if (memory === (dataDir !== undefined)) throw new Error('Give either --data-dir FOLDER or --memory.');
  return dataDir === undefined ? { memory: true } : { dataDir };
}

function portOf(text: string): number {
  // `Number` alone takes '' for 0 and reads '0x50'.
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new Error(`--port '${text}' is not a port number (0 to 65535, in digits).`);
}

function required(name: string, value: string | undefined): string {
  if (value === undefined) throw new Error(`Give ${name} as well. See --help.`);
  return value;
}

function tlsOf(
  certificate: string | undefined,
  privateKey: string | undefined,
): EventStoreOptions['tls'] | null {
  if (certificate === undefined && privateKey === undefined) return null;
  return {
    certificate: readText(required('--tls-certificate', certificate)),
    privateKey: readText(required('--tls-private-key', privateKey)),
  };
}

function usersIn(file: string): Users {
  const faulty = new Error(`${file} must say {"name": {"password": "…", "groups": ["…"]}} for each user.`);
  let users: unknown;
  try {
    users = JSON.parse(readText(file));
  } catch (error) {
    throw error instanceof SyntaxError ? faulty : error;
  }
  if (typeof users !== 'object' || users === null || !Object.values(users).every(isUser)) throw faulty;
  return users as Users;
}

function isUser(user: unknown): boolean {
  if (typeof user !== 'object' || user === null) return false;
  const { password, groups } = user as Record<string, unknown>;
  if (typeof password !== 'string' || password === '' || !Array.isArray(groups)) return false;
  return groups.every((group) => typeof group === 'string');
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
