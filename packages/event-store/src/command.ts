import { packageVersion, parseCommandLine, type Task, usage } from './command-line.ts';
import { type EventStoreOptions, startEventStore } from './start-event-store.ts';
import { backup } from './upkeep/backup.ts';
import { salvage } from './upkeep/salvage.ts';
import { verify } from './upkeep/verify.ts';

try {
  await run(parseCommandLine(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`songhanh-event-store: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function run(task: Task): Promise<void> {
  switch (task.kind) {
    case 'help':
      return say(usage);
    case 'version':
      return say(`songhanh-event-store ${packageVersion()}\n`);
    case 'serve':
      return serve(task.options);
    case 'verify':
      return tellVerification(task.dataDir);
    case 'backup':
      return say(`The log up to position ${backup(task.dataDir, task.into)} is in ${task.into}.\n`);
    case 'salvage':
      return tellSalvage(task.dataDir, task.into);
  }
}

async function serve(options: EventStoreOptions): Promise<void> {
  const starting = startEventStore({ ...options, onFailure: endWith });
  // Before anything is said: whoever reads that it is ready may stop it in the same moment.
  const stop = () => {
    // Why it does not start is told below.
    starting.then((store) => store.close().then(() => process.exit(0), endWith)).catch(() => {});
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  say(`Event store ready at ${(await starting).connectionString}\n`);
}

/** Whoever watches over the process starts it again; what was answered is on disk. */
function endWith({ message }: Error): never {
  process.stderr.write(`songhanh-event-store: ${message}\n`);
  process.exit(1);
}

function tellVerification(dataDir: string): void {
  const { events, damage } = verify(dataDir);
  for (const line of damage) say(`${line}\n`);
  if (damage.length > 0)
    throw new Error(`${dataDir} is damaged. Restore a backup, or salvage what is whole.`);
  say(`${events} events are whole.\n`);
}

function tellSalvage(dataDir: string, into: string): void {
  const { events, lost } = salvage(dataDir, into);
  for (const line of lost) say(`${line}\n`);
  if (events === 0 && lost.length > 0)
    throw new Error(`No event of ${dataDir} is whole, and nothing was written. Restore a backup.`);
  say(`${events} events are in ${into}.\n`);
}

function say(text: string): void {
  process.stdout.write(text);
}
