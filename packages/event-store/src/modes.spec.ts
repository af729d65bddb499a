import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { folderWithEvents, written } from './spec-folder.ts';
import { temporaryFolder } from './spec-node.ts';
import { type Ended, giveToUser, modesBind, processTestMsMax, runAsUser } from './spec-process.ts';

vi.setConfig({ testTimeout: processTestMsMax });

/** A closed folder with events, in a folder that everybody may look into; both are the user's that runs the command. */
async function usersFolder(): Promise<string> {
  const dataDir = await folderWithEvents();
  const parent = join(dataDir, '..');
  chmodSync(parent, 0o755);
  giveToUser(parent);
  return dataDir;
}

function expectRefusal({ code, output, errors }: Ended, sentence: string): void {
  expect({ code, output }).toEqual({ code: 1, output: '' });
  expect(errors).toContain(sentence);
  expect(errors.trim().split('\n')).toHaveLength(1);
}

test.runIf(modesBind).each(['lock.db', 'log.db', 'acknowledged'])(
  'no node starts on a folder whose %s it cannot write',
  async (name) => {
    const dataDir = await usersFolder();
    const file = join(dataDir, name);
    chmodSync(file, 0o444);
    const sentence = `${file} is not writable for this user (EACCES). Give the folder's files to the user that runs the node.`;
    expectRefusal(await runAsUser('--data-dir', dataDir, '--port', '0'), sentence);
  },
);

/**
 * Starts a node where asking first is of no use, because it asks for the user that began the process: SQLite opens files
 * as the one that the process has become.
 */
function startAsAnother(dataDir: string): string {
  const index = JSON.stringify(join(import.meta.dirname, 'start-event-store.ts'));
  const script = `
    const { startEventStore } = await import(${index});
    process.setegid(65534);
    process.seteuid(65534);
    await startEventStore({ dataDir: ${JSON.stringify(dataDir)} }).then(
      () => process.exit(),
      (error) => process.stdout.write(error.message),
    );`;
  return execFileSync(process.execPath, ['--input-type=module', '-e', script]).toString();
}

test.runIf(modesBind && process.getuid?.() === 0).each([
  ['lock.db', 'cannot be used'],
  ['log.db', 'log.db cannot be opened'],
])('nor on one whose %s SQLite has opened for reading alone', async (name, what) => {
  const dataDir = await usersFolder();
  chmodSync(join(dataDir, name), 0o444);
  expect(startAsAnother(dataDir)).toContain(
    `${what}: attempt to write a readonly database. Make it writable`,
  );
});

test.runIf(modesBind)('a write-ahead log that cannot be written keeps a node from starting', async () => {
  const dataDir = await usersFolder();
  const wal = join(dataDir, 'log.db-wal');
  writeFileSync(wal, '');
  giveToUser(wal);
  chmodSync(wal, 0o444);
  const refused = await runAsUser('--data-dir', dataDir, '--port', '0');
  expectRefusal(refused, `${wal} is not writable for this user (EACCES)`);
});

test.runIf(modesBind)(
  'what this user may read and not write is verified, backed up and salvaged',
  async () => {
    const dataDir = await usersFolder();
    for (const name of ['lock.db', 'log.db', 'acknowledged']) chmodSync(join(dataDir, name), 0o444);
    chmodSync(dataDir, 0o555);
    const parent = join(dataDir, '..');
    const verified = await runAsUser('verify', '--data-dir', dataDir);
    expect(verified).toMatchObject({ code: 0, output: `${written} events are whole.\n` });
    for (const task of ['backup', 'salvage'])
      expect(await runAsUser(task, '--data-dir', dataDir, '--into', join(parent, task))).toMatchObject({
        code: 0,
      });
  },
);

test.runIf(modesBind)('a damaged beginning is mended where the damaged log cannot be written', async () => {
  const dataDir = await usersFolder();
  const log = join(dataDir, 'log.db');
  const descriptor = openSync(log, 'r+');
  writeSync(descriptor, Buffer.alloc(16), 0, 16, 0);
  closeSync(descriptor);
  chmodSync(log, 0o444);
  const into = join(dataDir, '..', 'saved');
  const { code, output, errors } = await runAsUser('salvage', '--data-dir', dataDir, '--into', into);
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(output).toContain(`${written} events are in ${into}.`);
});

test.runIf(modesBind)('a folder or file that this user may not read is not said to be missing', async () => {
  const dataDir = await usersFolder();
  const into = join(dataDir, '..', 'new');
  const tasks = [['verify'], ['backup', '--into', into], ['salvage', '--into', into]];
  const log = join(dataDir, 'log.db');
  for (const closed of [dataDir, log]) {
    chmodSync(closed, 0);
    for (const task of tasks)
      expectRefusal(await runAsUser(...task, '--data-dir', dataDir), `${log} cannot be read: EACCES`);
    chmodSync(closed, 0o700);
  }
  for (const [name, task] of [
    ['acknowledged', 'verify'],
    ['lock.db', 'salvage'],
  ] as const) {
    const file = join(dataDir, name);
    chmodSync(file, 0);
    const args = task === 'verify' ? [] : ['--into', into];
    expectRefusal(await runAsUser(task, '--data-dir', dataDir, ...args), `${file} cannot be read: `);
    chmodSync(file, 0o600);
  }
});

test.runIf(modesBind)('a target that cannot be written is spoken of as a target', async () => {
  const dataDir = await usersFolder();
  const closed = join(temporaryFolder(), 'closed');
  mkdirSync(closed, { mode: 0o555 });
  chmodSync(join(closed, '..'), 0o755);
  for (const into of [closed, join(closed, 'new')]) {
    const refused = await runAsUser('backup', '--data-dir', dataDir, '--into', into);
    expectRefusal(refused, `${into} cannot be written: EACCES`);
    expect(refused.errors).toMatch(/\. Name a folder that can be\.\n$/);
  }
});
