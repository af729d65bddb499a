import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
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
    const command = join(modules, '@songhanh/event-store/command.js');
    expect(execFileSync(command, ['--help'], { cwd: folder }).toString()).toContain('songhanh-event-store');
  },
  120_000,
);
