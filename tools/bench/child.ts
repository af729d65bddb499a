import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Child {
  /** What the ready line's first group matched. */
  readonly ready: string;
  stop(): Promise<void>;
}

export interface ChildOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly startWaitMsMax?: number;
  /** Every line of output up to the ready one. */
  readonly onLine?: (line: string) => void;
}

/** Starts a Node program in a process of its own and waits for the line that says it is ready. */
export async function startChild(
  args: readonly string[],
  readyLine: RegExp,
  { env = {}, startWaitMsMax = 20_000, onLine = () => {} }: ChildOptions = {},
): Promise<Child> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const ready = await Promise.race([
    firstMatch(child, readyLine, onLine),
    failure(child, args, startWaitMsMax),
  ]);
  return { ready, stop: () => stopped(child) };
}

async function firstMatch(
  child: ChildProcess,
  readyLine: RegExp,
  onLine: (line: string) => void,
): Promise<string> {
  if (child.stdout === null) throw new Error('the child has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    onLine(line);
    const match = readyLine.exec(line);
    if (match?.[1] !== undefined) {
      child.stdout.resume();
      return match[1];
    }
  }
  throw new Error('the child ended before it was ready');
}

function failure(child: ChildProcess, args: readonly string[], startWaitMsMax: number): Promise<never> {
  return new Promise((_resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with code ${code}`)));
    AbortSignal.timeout(startWaitMsMax).addEventListener('abort', () =>
      reject(new Error(`${args.join(' ')} was not ready within ${startWaitMsMax} ms`)),
    );
  });
}

function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  return ended;
}
