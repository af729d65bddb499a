import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { chownSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const command = join(import.meta.dirname, 'command.ts');

/** For a test that starts processes: each takes half a second of CPU, which a busy machine may not have. */
export const processTestMsMax = 120_000;

export type Ended = { code: number | null; output: string; errors: string };

/** Runs the command to its end. */
export function run(...args: string[]): Promise<Ended> {
  return endOf(start(args));
}

/** The same, where Node runs a module before the command. */
export function runAfter(module: string, ...args: string[]): Promise<Ended> {
  return endOf(start(args, {}, ['--import', `data:text/javascript,${encodeURIComponent(module)}`]));
}

const nobody = 65_534;
const user = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};

/** Whether files' modes can be tried: root, whom they do not bind, needs another user that can read the command. */
export const modesBind =
  spawnSync(process.execPath, ['--check', command], { ...user, stdio: 'ignore' }).status === 0;

/** Runs the command to its end as a user whom the modes of files bind. */
export function runAsUser(...args: string[]): Promise<Ended> {
  return endOf(start(args, user));
}

/** Gives a file or a folder, and what is in it, to that user. */
export function giveToUser(path: string): void {
  if (user.uid === undefined) return;
  chownSync(path, user.uid, user.gid);
  if (!statSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) giveToUser(join(path, name));
}

/** A node in a process of its own, ready to be connected to; it ends with the test at the latest. */
export async function startProcess(
  ...args: string[]
): Promise<{ child: ChildProcess; connectionString: string; ended: Promise<Ended> }> {
  const child = start([...args, '--port', '0']);
  const ended = endOf(child);
  const connectionString = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk;
      const found = /Event store ready at (esdb:\S+)\n/.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    });
    ended.then(({ code, errors }) => reject(new Error(`The node ended with ${code}: ${errors}`)));
  });
  return { child, connectionString, ended };
}

function start(
  args: readonly string[],
  options: SpawnOptions = {},
  nodeArgs: readonly string[] = [],
): ChildProcess {
  const child = spawn(process.execPath, [...nodeArgs, command, ...args], options);
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

function endOf(child: ChildProcess): Promise<Ended> {
  const ended: Ended = { code: null, output: '', errors: '' };
  child.stdout?.on('data', (chunk) => {
    ended.output += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    ended.errors += chunk;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ ...ended, code })));
}
