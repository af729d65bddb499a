import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { EventStoreOptions } from './start-event-store.ts';
import { faultOfUsers } from './wire/given-users.ts';
import type { Users } from './wire/user-directory.ts';

/** What a command line asks for. */
export type Task =
  | { kind: 'help' | 'version' }
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
  --version          say which version this is
  -h, --help         say this

  verify   reads every event and names what is damaged; a node may be running
  backup   copies the log as it is now; a node may be running, and one can be started on the copy
  salvage  writes what is whole in a damaged folder into a new one; the old one stays as it is
`;

const optionsKnown = {
  'data-dir': { type: 'string' },
  into: { type: 'string' },
  memory: { type: 'boolean' },
  port: { type: 'string' },
  host: { type: 'string' },
  users: { type: 'string' },
  'allow-anonymous-stream-access': { type: 'boolean' },
  'tls-certificate': { type: 'string' },
  'tls-private-key': { type: 'string' },
  version: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Kind = 'serve' | 'verify' | 'backup' | 'salvage';
type Values = ReturnType<typeof parsed>['values'];

/** What each takes: an option that it would pass over is a mistake, and may be the one that matters. */
const optionsOf: Readonly<Record<Kind, readonly string[]>> = {
  serve: Object.keys(optionsKnown).filter((name) => name !== 'into'),
  verify: ['data-dir'],
  backup: ['data-dir', 'into'],
  salvage: ['data-dir', 'into'],
};

/** Throws with a sentence for the person who wrote the command line. */
export function parseCommandLine(args: string[]): Task {
  const { values, positionals } = parsed(args);
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  const [kind = 'serve', ...more] = positionals;
  if (more.length > 0) throw new Error(`${more.join(' ')} is not understood. See --help.`);
  if (!isKind(kind)) throw new Error(`${kind} is not something that it can do. See --help.`);
  refuseMisplaced(kind, values);
  if (kind === 'serve') return { kind, options: serveOptions(values) };
  const dataDir = required('--data-dir', values['data-dir']);
  return kind === 'verify' ? { kind, dataDir } : { kind, dataDir, into: required('--into', values.into) };
}

/** The version that the package's manifest tells, which lies beside the published command and above its source. */
export function packageVersion(): string {
  const [beside, above] = ['.', '..'].map((way) => join(import.meta.dirname, way, 'package.json'));
  const file = existsSync(String(beside)) ? beside : above;
  return JSON.parse(readFileSync(String(file), 'utf8')).version;
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: optionsKnown });
  } catch (error) {
    throw new Error(faultOfOption(error as NodeJS.ErrnoException));
  }
}

/** Node's own words speak to whoever wrote the program. They name the option first: '-x', '--port' or '-h, --help'. */
function faultOfOption({ code, message }: NodeJS.ErrnoException): string {
  const name = /'(?:-\w, )?(-[^' ]*)/.exec(message)?.[1];
  if (name === undefined) return `${message}. See --help.`;
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `${name} is no option. See --help.`;
  if (message.includes('does not take an argument')) return `${name} takes no value. See --help.`;
  return `${name} needs a value; one that begins with a dash is written ${name}=VALUE. See --help.`;
}

function isKind(kind: string): kind is Kind {
  return Object.hasOwn(optionsOf, kind);
}

function refuseMisplaced(kind: Kind, values: Values): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === '') throw new Error(`--${name} needs a value. See --help.`);
    if (optionsOf[kind].includes(name)) continue;
    if (kind !== 'serve') throw new Error(`${kind} takes no --${name}. See --help.`);
    throw new Error(`--${name} is for backup and salvage; put one of them before it. See --help.`);
  }
}

function serveOptions(values: Values): EventStoreOptions {
  const place = placeOf(values['data-dir'], values.memory ?? false);
  const options: EventStoreOptions = { ...place, port: portOf(values.port ?? '2113') };
  if (values.host !== undefined) options.host = values.host;
  if (values.users !== undefined) options.users = usersIn(values.users);
  if (values['allow-anonymous-stream-access']) options.allowAnonymousStreamAccess = true;
  const tls = tlsOf(values['tls-certificate'], values['tls-private-key']);
  return tls === null ? options : { ...options, tls };
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
  const must = `${file} must say {"name": {"password": "…", "groups": ["…"]}} for each user`;
  let users: unknown;
  try {
    users = JSON.parse(readText(file));
  } catch (error) {
    throw error instanceof SyntaxError ? new Error(`${must}: it is not JSON.`) : error;
  }
  const fault = faultOfUsers(users);
  if (fault !== null) throw new Error(`${must}: ${fault}.`);
  if (Object.keys(users as Users).length === 0)
    throw new Error(`${must}: it names nobody, and nobody could use the node.`);
  return users as Users;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
