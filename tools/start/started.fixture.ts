import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished, vi } from 'vitest';

const main = fileURLToPath(new URL('main.mjs', import.meta.url));
const readyMsMax = 240_000;
const endMsMax = 60_000;

export interface Started {
  readonly child: ChildProcess;
  /** Everything said so far. */
  said(): string;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  /** Address of the API, once it is ready. */
  untilReady(): Promise<string>;
}

export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'song-hanh-start-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'data');
}

/** The supervisor as `npm start` runs it, on free ports, with an empty log unless the arguments say otherwise. */
export function start(dataDir: string, env: Record<string, string> = {}, args = ['--empty']): Started {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, LANG: 'C', DATA_DIR: dataDir, PORT: '0', EVENTSTORE_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const take = (chunk: Buffer) => {
    text += chunk.toString('utf8');
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
  }, endMsMax);
  return {
    child,
    ended,
    said: () => text,
    async untilReady() {
      await until(() => /Ctrl-C stops/u.test(text) || child.exitCode !== null, readyMsMax);
      const address = /Address\s+(\S+)/u.exec(text)?.[1];
      if (address === undefined) throw new Error(`it did not start: ${text}`);
      return address;
    },
  };
}

export async function until(condition: () => boolean | Promise<boolean>, waitMsMax = 120_000): Promise<void> {
  await vi.waitUntil(condition, { timeout: waitMsMax, interval: 50 });
}
