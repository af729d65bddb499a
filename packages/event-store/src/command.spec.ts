import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test, vi } from 'vitest';
import { alter } from './spec-folder.ts';
import { connect, events, startNode, temporaryFolder } from './spec-node.ts';
import { type Ended, processTestMsMax, run, runAfter, startProcess } from './spec-process.ts';
import { startEventStore } from './start-event-store.ts';

vi.setConfig({ testTimeout: processTestMsMax });

/** One sentence for a person on stderr, nothing on stdout, and the exit code of a failure. */
function expectRefusal({ code, output, errors }: Ended, sentence: string): void {
  expect(errors.trim().split('\n')).toHaveLength(1);
  expect(errors).toContain(sentence);
  expect(output).toBe('');
  expect(code).toBe(1);
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  'it says where it listens, and %s ends it cleanly',
  async (signal) => {
    const dataDir = temporaryFolder();
    const { child, connectionString, ended } = await startProcess('--data-dir', dataDir);
    const client = connect(connectionString);
    await client.appendToStream('task-1', events(1));
    child.kill(signal);
    const { code, errors } = await ended;
    expect([code, errors]).toEqual([0, '']);
    const again = await startEventStore({ dataDir });
    await again.close();
  },
);

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s in the moment in which it says so ends it cleanly',
  async (signal) => {
    const module = `
    const write = process.stdout.write.bind(process.stdout);
    process.stdout.write = (text) => {
      const written = write(text);
      process.kill(process.pid, '${signal}');
      return written;
    };`;
    const { code, output, errors } = await runAfter(module, '--memory', '--port', '0');
    expect([code, errors]).toEqual([0, '']);
    expect(output).toMatch(/^Event store ready at /);
  },
);

test('a port in use', async () => {
  const { store } = await startNode();
  expectRefusal(
    await run('--memory', '--port', String(store.port)),
    `Port ${store.port} of 127.0.0.1 is in use`,
  );
});

test('a folder that another process holds', async () => {
  const dataDir = temporaryFolder();
  await startNode({ dataDir });
  const refused = await run('--data-dir', dataDir, '--port', '0');
  expectRefusal(refused, `The data folder ${dataDir} is in use by an event store of this or another process`);
});

test('data that cannot be read, and data of a newer version', async () => {
  const broken = temporaryFolder();
  writeFileSync(join(broken, 'log.db'), 'this is no database, and long enough to be looked at'.repeat(50));
  const newer = temporaryFolder();
  await (await startEventStore({ dataDir: newer })).close();
  const database = new DatabaseSync(join(newer, 'log.db'));
  database.exec('PRAGMA user_version = 99');
  database.close();
  const [first, second] = await Promise.all([run('--data-dir', broken), run('--data-dir', newer)]);
  expectRefusal(first, 'log.db cannot be opened: file is not a database');
  expectRefusal(second, 'was written by a newer version (format 99');
});

test('backup, verify and salvage say what they did', async () => {
  const folder = temporaryFolder();
  const [dataDir, copy, saved] = ['data', 'copy', 'saved'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const { client } = await startNode({ dataDir });
  await client.appendToStream('task-1', events(3));
  const backedUp = await run('backup', '--data-dir', dataDir, '--into', copy);
  expect(backedUp.output).toBe(`The log up to position 7 is in ${copy}.\n`);
  const database = new DatabaseSync(join(copy, 'log.db'));
  database.exec('UPDATE record SET record = zeroblob(100) WHERE position = 6');
  database.close();
  const damage = "position 6: the event's bytes are not those that were written\n";
  const verified = run('verify', '--data-dir', copy);
  const salvaged = run('salvage', '--data-dir', copy, '--into', saved);
  expect(await verified).toMatchObject({ code: 1, output: damage });
  expect(await salvaged).toMatchObject({ code: 0, output: `${damage}6 events are in ${saved}.\n` });
  alter(copy, 'UPDATE record SET record = zeroblob(100)');
  const nothing = await run('salvage', '--data-dir', copy, '--into', join(folder, 'nothing'));
  expect(nothing.code).toBe(1);
  expect(nothing.errors).toContain(`No event of ${copy} is whole, and nothing was written.`);
});
