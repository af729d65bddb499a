import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'event-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of source) found.push(item);
  return found;
}

/** Waits until `condition` holds; fails with `what` after the bound. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string,
  waitMsMax = 20_000,
): Promise<void> {
  const deadline = Date.now() + waitMsMax;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Waited ${waitMsMax} ms in vain until ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The error that a promise rejects with. */
export async function failureOf(
  promise: Promise<unknown>,
): Promise<{ type?: string } & Record<string, unknown>> {
  try {
    await promise;
  } catch (error) {
    return error as { type?: string } & Record<string, unknown>;
  }
  throw new Error('The promise was expected to reject.');
}
