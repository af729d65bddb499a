import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../src/spec-node.ts';

const here = join(import.meta.dirname, '..');

/** A user's program: the three lines of the README. */
const program = `
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { startEventStore } from '@songhanh/event-store';
const store = await startEventStore({ memory: true });
const client = EventStoreDBClient.connectionString(store.connectionString);
await client.appendToStream('task-1', jsonEvent({ type: 'Counted', data: { n: 7 } }));
for await (const { event } of client.readStream('task-1')) process.stdout.write(JSON.stringify(event.data));
await client.dispose();
await store.close();
`;

/** One in TypeScript that tells `undefined` from what is left out, and disposes of the node. */
const typed = `
import { type EventStoreOptions, OptionError, startEventStore, type Tls, type Users } from '@songhanh/event-store';
const given: { port: number | undefined; users: Users | undefined; tls: Tls | undefined } =
  { port: undefined, users: undefined, tls: undefined };
const options: EventStoreOptions = { memory: true, dataDir: undefined, appendBytesMax: undefined, ...given };
await using store = await startEventStore(options);
const takesBoth: { memory: true; dataDir: string } extends EventStoreOptions ? true : false = false;
const refused = await startEventStore({ memory: true, port: -1 }).catch((error: unknown) => error);
process.stdout.write(String(!takesBoth && refused instanceof OptionError && store.port > 0));
`;
const strictly = [
  '--strict',
  '--exactOptionalPropertyTypes',
  '--module',
  'nodenext',
  '--target',
  'es2024',
].concat(['--lib', 'es2024,esnext.disposable', '--types', 'node']);

// Ten seconds of a compiler, so with TEST_LONG=1 alone.
test.runIf(process.env.TEST_LONG === '1')(
  'the package as it is published runs outside the repository',
  () => {
    execFileSync(process.execPath, ['build-package.ts'], { cwd: here });
    const folder = temporaryFolder();
    const modules = join(folder, 'node_modules');
    mkdirSync(modules);
    symlinkSync(join(here, '../../node_modules/@eventstore'), join(modules, '@eventstore'));
    cpSync(join(here, 'dist'), join(modules, '@songhanh/event-store'), {
      recursive: true,
    });
    writeFileSync(join(folder, 'program.mjs'), program);
    expect(
      execFileSync(process.execPath, ['program.mjs'], {
        cwd: folder,
      }).toString(),
    ).toBe('{"n":7}');
    const command = join(modules, '@songhanh/event-store/bin.js');
    expect(execFileSync(command, ['--help'], { cwd: folder }).toString()).toContain('songhanh-event-store');
    const { name, version, keywords } = manifestIn(join(modules, '@songhanh/event-store'));
    expect(execFileSync(command, ['--version'], { cwd: folder }).toString()).toBe(
      `songhanh-event-store ${version}\n`,
    );
    expect([name, keywords]).toEqual(['@songhanh/event-store', expect.arrayContaining(['eventstoredb'])]);
    writeFileSync(join(folder, 'typed.mts'), typed);
    symlinkSync(join(here, '../../node_modules/@types'), join(modules, '@types'));
    execFileSync('tsc', [...strictly, 'typed.mts'], { cwd: folder, stdio: 'inherit' });
    expect(execFileSync(process.execPath, ['typed.mjs'], { cwd: folder }).toString()).toBe('true');
  },
  120_000,
);

function manifestIn(folder: string) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
