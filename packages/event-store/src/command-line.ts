import { parseArgs } from 'node:util';

/** What a command line asks for. */
export type Task =
  | { kind: 'help' }
  | { kind: 'serve'; place: { dataDir: string } | { memory: true }; port: number }
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
  --port PORT        listen on 127.0.0.1:PORT, 2113 unless given; 0 takes a free port

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
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [kind = 'serve', ...more] = positionals;
  if (values.help) return { kind: 'help' };
  if (more.length > 0) throw new Error(`${more.join(' ')} is not understood. See --help.`);
  const dataDir = values['data-dir'];
  if (kind === 'serve') return { kind, place: placeOf(dataDir, values.memory), port: portOf(values.port) };
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
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`--port ${text} is not a port number (0 to 65535).`);
}

function required(name: string, value: string | undefined): string {
  if (value === undefined) throw new Error(`Give ${name} FOLDER.`);
  return value;
}
