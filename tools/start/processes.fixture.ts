import { readdirSync, readFileSync } from 'node:fs';

/** The numbers of living processes whose environment names this data folder. */
export function processesOf(dataDir: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .map(Number)
    .filter((pid) => readOrEmpty(`/proc/${pid}/environ`).split('\0').includes(`DATA_DIR=${dataDir}`))
    .filter((pid) => !/^State:\s+Z/mu.test(readOrEmpty(`/proc/${pid}/status`)));
}

/** The process of them that runs this script. */
export function processRunning(dataDir: string, script: string): number | null {
  const found = processesOf(dataDir).find((pid) => readOrEmpty(`/proc/${pid}/cmdline`).includes(script));
  return found ?? null;
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
