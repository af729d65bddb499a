#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { type EventStoreOptions, startEventStore } from './start-event-store.ts';

const usage = `songhanh-event-store: an EventStoreDB-compatible node over SQLite

  songhanh-event-store --data-dir FOLDER [--port 2113]
  songhanh-event-store --memory [--port 2113]

  --data-dir FOLDER  keep the events in FOLDER (made when missing; one process at a time)
  --memory           keep nothing after the process ends
  --port PORT        listen on 127.0.0.1:PORT, 2113 unless given; 0 takes a free port
`;

try {
  const options = parse(process.argv.slice(2));
  if (options === null) process.stdout.write(usage);
  else await run(options);
} catch (error) {
  console.error(`songhanh-event-store: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

async function run(options: EventStoreOptions): Promise<void> {
  const store = await startEventStore(options);
  console.log(`Event store ready at ${store.connectionString}`);
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    store.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function parse(args: string[]): EventStoreOptions | null {
  const { values } = parseArgs({
    args,
    options: {
      'data-dir': { type: 'string' },
      memory: { type: 'boolean', default: false },
      port: { type: 'string', default: '2113' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--port ${values.port} is not a port number (0 to 65535).`);
  }
  const dataDir = values['data-dir'];
  if (values.memory === (dataDir !== undefined))
    throw new Error('Give either --data-dir FOLDER or --memory.');
  return dataDir === undefined ? { memory: true, port } : { dataDir, port };
}
