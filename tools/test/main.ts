import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser, thisMachine } from './find-browser.ts';
import { sumOf, tally, tallyLine, type VitestReport } from './tally.ts';

// npm test [-- paths and Vitest's own flags]: every kind of test there is. The last line is `N passed, N failed`.
// --long: simulations and fuzzing run many more rounds. --store: only the contract of the event store, against the
// server that EVENTSTORE_URL names.

const root = fileURLToPath(new URL('../../', import.meta.url));
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const long = process.argv.includes('--long');
const store = process.argv.includes('--store');
const given = process.argv.slice(2).filter((argument) => argument !== '--long' && argument !== '--store');

process.exitCode = await main();

async function main(): Promise<number> {
  const variables: NodeJS.ProcessEnv = { ...process.env, ...(long ? { TEST_LONG: '1' } : {}) };
  try {
    if (store) needStore(variables);
    else if (mayNeedBrowser(given)) variables.CHROMIUM_PATH = findBrowser(thisMachine());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
  const folder = mkdtempSync(join(tmpdir(), 'songhanh-test-'));
  try {
    const results = await Promise.all(
      runs().map(async (flags, index) => {
        const file = join(folder, `report-${index}.json`);
        const exitCode = await run(file, variables, flags);
        return tally(readReport(file), exitCode);
      }),
    );
    const result = sumOf(results);
    console.log(`\n${tallyLine(result)}`);
    return result.failed === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Vitest's flags of each run. Where nothing is given the browser's specs, which mostly wait, run beside all others. */
function runs(): readonly (readonly string[])[] {
  if (store) return [['--project=store', ...given]];
  return given.length > 0 ? [given] : [['--project=!browser'], ['--project=browser']];
}

function needStore({ EVENTSTORE_URL: url }: NodeJS.ProcessEnv): void {
  if (!url) throw new Error('Set EVENTSTORE_URL to the server to try, like esdb://127.0.0.1:2113?tls=false.');
}

/** Without paths everything runs; with paths a browser is sought only if they can mean the admin app. */
function mayNeedBrowser(paths: readonly string[]): boolean {
  const named = paths.filter((path) => !path.startsWith('-'));
  return named.length === 0 || named.some((path) => /e2e|admin|^apps\/?$/u.test(path));
}

function run(file: string, variables: NodeJS.ProcessEnv, flags: readonly string[]): Promise<number> {
  const reporting = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const child = spawn(process.execPath, [vitest, 'run', ...reporting, ...flags], {
    cwd: root,
    env: variables,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** null: Vitest ended before it could write one. */
function readReport(file: string): VitestReport | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
  } catch {
    return null;
  }
}
