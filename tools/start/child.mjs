import { spawn } from 'node:child_process';
import { lastWords } from './last-words.mjs';
import { eachLine } from './lines.mjs';
import { compiledCode, nodeBinary, root, withParent } from './places.mjs';
import { StartFault, say } from './words.mjs';

const pauseMsFirst = 500;
const pauseMsMax = 10_000;
/** Restarts in a row; a child that stayed up for `steadyMs` begins a new row. */
const restartsMax = 5;
const steadyMs = 60_000;
const lastLinesMax = 20;

/**
 * Starts a child process and keeps it up. Before it was ready for the first time its end is final: then it is the
 * start that is wrong, and more starts would not help. Later it is started again, after pauses that double. One that
 * is changed while it runs (`waits`) is told of when it ends, whenever that is, and started by `restart` alone.
 * @param {{
 *   name: string, args: () => string[], env?: () => Record<string, string | undefined>, cwd?: string, stopMsMax: number, waits?: boolean,
 *   readyOf: (line: string) => any, onLine: (line: string, isError: boolean, wasReady: boolean) => void,
 *   onNews: (news: string) => void, onGivenUp: (fault: StartFault) => void,
 * }} options
 */
export function superviseChild(options) {
  const { name, args, env = () => ({}), cwd = root, stopMsMax, readyOf, onLine, onNews, onGivenUp } = options;
  const { waits = false } = options;
  const lastLines = [];
  let running = null;
  let stopping = false;
  /** While it ends to be started again. */
  let ending = null;
  let wasReady = false;
  let restarts = 0;
  let timer = null;
  let settle;
  const ready = new Promise((resolve, reject) => {
    settle = { resolve, reject };
  });
  ready.catch(() => {});

  const take = (line, isError) => {
    lastLines.push(line);
    if (lastLines.length > lastLinesMax) lastLines.shift();
    const value = readyOf(line);
    if (value !== undefined) {
      wasReady = true;
      settle.resolve(value);
    }
    onLine(line, isError, wasReady);
  };

  const start = () => {
    const startedAt = performance.now();
    lastLines.length = 0;
    const child = spawn(
      nodeBinary,
      ['--disable-warning=ExperimentalWarning', '--import', withParent, ...args()],
      {
        cwd,
        // A group of its own: Ctrl-C reaches the supervisor alone, which stops the children in their order.
        detached: process.platform !== 'win32',
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        env: { NODE_COMPILE_CACHE: compiledCode, ...process.env, ...env() },
      },
    );
    running = child;
    eachLine(child.stdout, (line) => take(line, false));
    eachLine(child.stderr, (line) => take(line, true));
    child.once('error', (error) => lastLines.push(error.message));
    child.once('close', (code, signal) => ended(startedAt, code, signal));
  };

  const ended = (startedAt, code, signal) => {
    running = null;
    if (stopping) return;
    if (ending !== null) {
      ending = null;
      return start();
    }
    const reason = lastWords(lastLines, code, signal);
    if (waits) return onNews(waitingNews(name, reason));
    if (!wasReady) return giveUp(startFault(name, reason));
    restarts = performance.now() - startedAt > steadyMs ? 1 : restarts + 1;
    if (restarts > restartsMax) return giveUp(givenUpFault(name, reason));
    const pauseMs = Math.min(pauseMsFirst * 2 ** (restarts - 1), pauseMsMax);
    onNews(restartNews(name, reason, pauseMs));
    timer = setTimeout(start, pauseMs);
  };

  const giveUp = (fault) => {
    settle.reject(fault);
    onGivenUp(fault);
  };

  start();
  return {
    name,
    ready,
    /** The number of the process, null between two. */
    pid: () => running?.pid ?? null,
    /** Ends it and starts it again, as it is now. */
    restart: () => {
      if (stopping || ending !== null) return;
      if (running === null) return start();
      ending = stopped(running, stopMsMax);
    },
    stop: () => {
      stopping = true;
      clearTimeout(timer);
      return running === null ? Promise.resolve() : (ending ?? stopped(running, stopMsMax));
    },
    kill: () => running !== null && killGroup(running),
  };
}

function stopped(child, stopMsMax) {
  return new Promise((resolve) => {
    const late = setTimeout(() => killGroup(child), stopMsMax);
    child.once('close', () => {
      clearTimeout(late);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

function killGroup(child) {
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It was gone already.
  }
}

function startFault(name, reason) {
  return new StartFault(`${name} không khởi động được: ${reason}`, `${name} did not start: ${reason}`);
}

function givenUpFault(name, reason) {
  return new StartFault(
    `${name} dừng ${restartsMax + 1} lần liền; không khởi động lại nữa: ${reason}`,
    `${name} ended ${restartsMax + 1} times in a row and is not started again: ${reason}`,
  );
}

function waitingNews(name, reason) {
  return say(
    `${name} đã dừng (${reason}); sẽ khởi động lại sau lần dựng tiếp theo.`,
    `${name} ended (${reason}); it is started again after the next build.`,
  );
}

function restartNews(name, reason, pauseMs) {
  const seconds = pauseMs / 1000;
  return say(
    `${name} đã dừng (${reason}); khởi động lại sau ${seconds} giây.`,
    `${name} ended (${reason}); it is started again in ${seconds} s.`,
  );
}
