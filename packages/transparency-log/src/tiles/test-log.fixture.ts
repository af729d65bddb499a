import { toUtf8 } from '../encoding/utf8.ts';
import { testSigner } from '../keys/test-keys.fixture.ts';
import type { LogStorage } from './storage.ts';
import { TiledLog, type TiledLogOptions } from './tiled-log.ts';

export const testOrigin = 'example.com/log';
const signer = testSigner(testOrigin);

export const testIdentity = { origin: testOrigin, verifiers: [signer.verifier] };

export function optionsOf(storage: LogStorage): TiledLogOptions {
  return { storage, origin: testOrigin, signers: [signer], now: () => 1_700_000_000 };
}

/** The entry with this index: each differs, in its length too. */
export function entryAt(index: number, variant = 'a'): Uint8Array {
  return toUtf8(`${variant}${index}${'.'.repeat(index % 5)}`);
}

export function entriesUpTo(count: number, from = 0, variant = 'a'): readonly Uint8Array[] {
  return Array.from({ length: count }, (_, at) => entryAt(from + at, variant));
}

/** A new log with so many entries, published at each of the sizes. */
export async function logOf(storage: LogStorage, ...sizes: readonly number[]): Promise<TiledLog> {
  const log = await TiledLog.create(optionsOf(storage));
  for (const size of sizes) {
    while (log.size < size) log.append(entryAt(log.size));
    await log.publish();
  }
  return log;
}
