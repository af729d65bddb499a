import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { processesOf, processRunning } from './processes.fixture.ts';
import { dataFolder, start, until } from './started.fixture.ts';

const startedMsMax = 900_000;

describe('what stands in the way is one clear sentence and exit code 1', () => {
  test('a port that is no number', async () => {
    await refused(
      start(dataFolder(), { PORT: 'four thousand' }),
      /^PORT=four thousand is not a port number .*\n$/u,
    );
  });

  test.each([
    ['PORT', 'PORT'],
    ['EVENTSTORE_PORT', 'EVENTSTORE_PORT'],
  ])('%s in use', async (name) => {
    const port = await takenPort();
    const sentence = new RegExp(`^Port ${port} is in use by another program; .*another ${name}\\.\\n$`, 'u');
    await refused(start(dataFolder(), { [name]: String(port) }), sentence);
  });

  test('a data folder of a newer version', async () => {
    const dataDir = dataFolder();
    await refused(
      start(written(dataDir, '{"format":"song-hanh-data","version":99}')),
      /^The data folder \S+ was written by a newer Song Hành \(format 99, .*\n$/u,
    );
  });

  test.each(['not JSON', '{"format":"other","version":1}', '{"format":"song-hanh-data","version":1}'])(
    'a data folder whose format.json says %s',
    async (text) => {
      await refused(start(written(dataFolder(), text)), /^The data folder \S+ is broken: .*\n$/u);
    },
  );

  test('a folder of something else', async () => {
    const dataDir = dataFolder();
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(join(dataDir, 'letter.txt'), 'not ours');
    await refused(start(dataDir), /^The folder \S+ holds letter\.txt but no format\.json: .*\n$/u);
  });

  test('a data folder that is a file', async () => {
    const dataDir = dataFolder();
    writeFileSync(dataDir, 'a file');
    await refused(start(dataDir), /^The data folder \S+ cannot be used \(E\w+\); .*\n$/u);
  });

  test.each(['December', '2023-02-30'])('a day of the sample world that is no day: %s', async (day) => {
    const dataDir = dataFolder();
    const sentence = new RegExp(`^--until ${day}: give a day like .*\\n$`, 'u');
    await refused(start(dataDir, {}, ['--until', day]), sentence);
    expect(existsSync(dataDir)).toBe(false);
  });

  test.each(['abc', '0', '1.5', '999999999999'])('a number of events that is none: %s', async (events) => {
    const sentence = new RegExp(`^--events ${events}: give a whole number from 1 .*\\n$`, 'u');
    await refused(start(dataFolder(), {}, ['--events', events]), sentence);
  });

  test('a sample world that was played to another day', async () => {
    const played = '{"format":"song-hanh-data","version":1,"world":"sample","until":"2023-12-31"}';
    await refused(
      start(written(dataFolder(), played), {}, ['--until', '2023-11-30']),
      /^The sample world in \S+ was played to another day; .*\n$/u,
    );
  });

  test('a master key that is gone from beside its data', async () => {
    const dataDir = written(dataFolder(), '{"format":"song-hanh-data","version":1,"world":"empty"}');
    await refused(start(dataDir), /^The master key \S+ is missing: .*\n$/u);
  });

  test('a broken event store', async () => {
    const dataDir = written(dataFolder(), '{"format":"song-hanh-data","version":1,"world":"empty"}');
    mkdirSync(join(dataDir, 'keys'));
    mkdirSync(join(dataDir, 'event-store'));
    writeFileSync(join(dataDir, 'keys', 'master.key'), Buffer.alloc(32, 1).toString('base64'));
    writeFileSync(join(dataDir, 'event-store', 'log.db'), 'this is no database'.repeat(1_000));
    await refused(start(dataDir), /^event-store did not start: .+\n$/u);
  });

  test('a broken database', async () => {
    const dataDir = written(dataFolder(), '{"format":"song-hanh-data","version":1,"world":"empty"}');
    for (const folder of ['keys', 'postgres', 'postgres/global']) mkdirSync(join(dataDir, folder));
    writeFileSync(join(dataDir, 'keys', 'master.key'), Buffer.alloc(32, 1).toString('base64'));
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '17\n');
    writeFileSync(join(dataDir, 'postgres', 'global', 'pg_control'), 'this is no database');
    await refused(
      start(dataDir),
      /^api did not start: songhanh-api: the embedded database in \S+ did not start: [^\n]+ bring it back from a copy [^\n]+\n$/u,
    );
  });

  test('the sample world where an empty one is asked for', async () => {
    const dataDir = written(dataFolder(), '{"format":"song-hanh-data","version":1,"world":"sample"}');
    await refused(start(dataDir), /^The data folder \S+ holds the sample world; .*\n$/u);
  });
});

test.runIf(process.platform === 'linux')(
  'it starts, keeps its folder to itself, heals what dies, and Ctrl-C leaves nothing behind',
  {
    timeout: startedMsMax,
  },
  async () => {
    const dataDir = dataFolder();
    const first = start(dataDir);
    const address = await first.untilReady();

    expect((await fetch(`${address}/health/live`)).status).toBe(200);
    expect((await fetch(`${address}/health/ready`)).status).toBe(200);
    expect(first.said()).toMatch(/GraphQL\s+http:\/\/localhost:\d+\/graphql/u);
    expect(first.said()).toMatch(/Event store\s+esdb:\/\/127\.0\.0\.1:\d+\?tls=false/u);
    const password = /admin@songhanh\.example\s+(\S+)/u.exec(first.said())?.[1] ?? '';
    expect(password.length).toBeGreaterThanOrEqual(12);
    expect(await signIn(address, 'admin@songhanh.example', password)).toBe(true);
    for (const secret of ['master.key', 'service.token'])
      expect(statSync(join(dataDir, 'keys', secret)).mode & 0o777).toBe(0o600);

    await refused(
      start(dataDir),
      /^The data folder \S+ is in use by another Song Hành \(process \d+\); .*\n$/u,
    );

    for (const script of [
      'apps/api/dist/main.js',
      'packages/event-store/src/command.ts',
      'apps/worker/src/main.ts',
    ]) {
      const pid = processRunning(dataDir, script);
      if (pid === null) throw new Error(`${script} does not run`);
      process.kill(pid, 'SIGKILL');
      await until(() => ![null, pid].includes(processRunning(dataDir, script)));
      await until(async () => await isReady(address));
    }
    expect(first.said()).toContain('api ended (stopped by SIGKILL); it is started again in 0.5 s.');
    expect(await signIn(address, 'admin@songhanh.example', password)).toBe(true);

    first.child.kill('SIGINT');
    expect(await first.ended).toBe(0);
    expect(processesOf(dataDir)).toEqual([]);

    const second = start(dataDir, {}, []);
    const again = await second.untilReady();
    expect(second.said()).not.toContain('the password is shown');
    expect(await signIn(again, 'admin@songhanh.example', password)).toBe(true);
    second.child.kill('SIGKILL');
    await second.ended;
    await until(() => processesOf(dataDir).length === 0);
    expect(JSON.parse(readFileSync(join(dataDir, 'format.json'), 'utf8'))).toMatchObject({
      version: 1,
      world: 'empty',
    });

    rmSync(join(dataDir, 'postgres'), { recursive: true });
    await refused(
      start(dataDir),
      /^api did not start: songhanh-api: The log of the event store has events, but the database [^\n]+\n$/u,
    );
  },
);

async function refused({ ended, said }: ReturnType<typeof start>, sentence: RegExp): Promise<void> {
  const code = await ended;
  expect(said()).toMatch(sentence);
  expect(code).toBe(1);
}

function written(dataDir: string, format: string): string {
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(join(dataDir, 'format.json'), format);
  return dataDir;
}

async function takenPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as { port: number }).port;
}

async function isReady(address: string): Promise<boolean> {
  const answer = await fetch(`${address}/health/ready`).catch(() => null);
  return answer?.status === 200;
}

async function signIn(address: string, email: string, password: string): Promise<boolean> {
  const query = 'mutation SignIn($input: SignInInput!) { signIn(input: $input) { role } }';
  const answer = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { input: { email, password } } }),
  });
  const { data } = (await answer.json()) as { data?: { signIn?: { role: string } | null } };
  return data?.signIn?.role === 'ADMINISTRATOR';
}
