import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
/** Ends the child when this process ends, however it ends. */
const withParent = fileURLToPath(new URL('../../../tools/start/with-parent.mjs', import.meta.url));
const stopMsMax = 10_000;
const outputCharactersMax = 20_000;

export interface Running {
  /** What the line that says "ready" matched. */
  readonly ready: RegExpExecArray;
  /** The last that it wrote, for a failing test. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts one program of the house and waits until it says that it is ready.
 * @throws with its output when it ends before
 */
export async function start(
  args: readonly string[],
  ready: RegExp,
  environment: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const child = spawn(process.execPath, ['--import', withParent, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, TZ: 'UTC', ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  const stop = (): Promise<void> => end(child);
  const found = await new Promise<RegExpExecArray>((resolve, reject) => {
    function hear(chunk: Buffer): void {
      output = (output + chunk.toString('utf8')).slice(-outputCharactersMax);
      const match = ready.exec(output);
      if (match !== null) resolve(match);
    }
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`${args.join(' ')} ended:\n${output}`)));
  });
  return { ready: found, output: () => output, stop };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), stopMsMax);
  await gone;
  clearTimeout(killer);
}
