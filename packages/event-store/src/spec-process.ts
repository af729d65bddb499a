import { type ChildProcess, spawn } from 'node:child_process';
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
  return endOf(start(args, ['--import', `data:text/javascript,${encodeURIComponent(module)}`]));
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

function start(args: readonly string[], nodeArgs: readonly string[] = []): ChildProcess {
  const child = spawn(process.execPath, [...nodeArgs, command, ...args]);
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
