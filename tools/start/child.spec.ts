import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';

// Plain JavaScript without types, which starts before anything is installed.
const { superviseChild } = await import(new URL('child.mjs', import.meta.url).href);

const waitMsMax = 20_000;
const stays = "setInterval(() => {}, 1_000); console.log('up');";

/** A child that runs a script which the test writes, and all that is said of it. */
function child(script: string) {
  const folder = mkdtempSync(join(tmpdir(), 'song-hanh-child-'));
  const file = join(folder, 'script.mjs');
  const write = (text: string) => writeFileSync(file, text);
  write(script);
  const news: string[] = [];
  const givenUp: Error[] = [];
  const supervised = superviseChild({
    name: 'script',
    args: () => [file],
    stopMsMax: waitMsMax,
    waits: true,
    readyOf: (line: string) => (line === 'up' ? true : undefined),
    onLine: () => undefined,
    onNews: (said: string) => news.push(said),
    onGivenUp: (fault: Error) => givenUp.push(fault),
  });
  onTestFinished(async () => {
    await supervised.stop();
    rmSync(folder, { recursive: true });
  });
  return { ...supervised, write, news, givenUp };
}

const until = (check: () => void) => vi.waitFor(check, { timeout: waitMsMax });

test('a child that is changed while it runs waits for its next build when its start fails', async () => {
  const { ready, restart, pid, write, news, givenUp } = child("console.error('no policy'); process.exit(1);");
  await until(() => expect(news).toEqual([expect.stringContaining('no policy')]));
  expect([pid(), givenUp]).toEqual([null, []]);
  write(stays);
  restart();
  expect(await ready).toBe(true);
});

test('it is ended before it starts again, once however often that is asked', async () => {
  const { ready, restart, pid, news } = child(stays);
  await ready;
  const first = pid();
  restart();
  restart();
  await until(() => expect([null, first]).not.toContain(pid()));
  expect(() => process.kill(first ?? 0, 0)).toThrow('ESRCH');
  expect(news).toEqual([]);
});

test('it ends for good when it is stopped while it is being started again', async () => {
  const { ready, restart, stop, pid } = child(stays);
  await ready;
  restart();
  await stop();
  expect(pid()).toBeNull();
});
