import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

/** Where a Chromium may be, and how one can be had. */
export interface Machine {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Where Playwright keeps a Chromium of its own, whether it is there or not. */
  readonly playwrights: string;
  readonly isExecutable: (path: string) => boolean;
  /** Installs Debian's chromium; null where that is not ours to do. */
  readonly install: (() => void) | null;
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const noBrowser =
  'No browser found: install Chromium, or set CHROMIUM_PATH to one, or run `npx playwright-core install chromium`.';

/** @throws Error with one sentence for people when there is none and none can be had */
export function findBrowser(machine: Machine): string {
  const { CHROMIUM_PATH: named } = machine.variables;
  if (named) {
    if (machine.isExecutable(named)) return named;
    throw new Error(`CHROMIUM_PATH names ${named}, which cannot be run: correct it or leave it out.`);
  }
  const present = inPath(machine) ?? [machine.playwrights].find(machine.isExecutable);
  if (present !== undefined) return present;
  machine.install?.();
  const installed = inPath(machine);
  if (installed === undefined) throw new Error(noBrowser);
  return installed;
}

export function thisMachine(): Machine {
  const root = process.getuid?.() === 0;
  return {
    variables: process.env,
    playwrights: chromium.executablePath(),
    isExecutable,
    install:
      root && inFolders('apt-get', process.env.PATH, isExecutable) !== undefined ? aptGetChromium : null,
  };
}

function inPath({ variables, isExecutable: executable }: Machine): string | undefined {
  return names.map((name) => inFolders(name, variables.PATH, executable)).find((path) => path !== undefined);
}

function inFolders(
  name: string,
  folders: string | undefined,
  executable: (path: string) => boolean,
): string | undefined {
  return (folders ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(executable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Its failure shows in apt's own words, and then as a browser that is still not there. */
function aptGetChromium(): void {
  console.log('No browser found; installing chromium with apt-get.');
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  try {
    execFileSync('apt-get', ['update', '-q'], options);
    execFileSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], options);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
}
