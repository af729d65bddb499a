import type { Platform } from '../platform/platform.ts';
import { createFirstAdministrator } from './first-administrator.ts';
import { playIntoLog } from './sample-world.ts';

/**
 * Gives an empty log what it was asked to begin with; a broken-off sample world goes on where it stopped.
 * @returns the position up to which it filled the log; null when it wrote nothing
 */
export async function fillEmptyLog(platform: Platform): Promise<bigint | null> {
  const { sampleWorld, firstAdministrator } = platform.environment;
  if (sampleWorld) return playIntoLog(platform);
  if (firstAdministrator !== null && (await isEmpty(platform)))
    return createFirstAdministrator(platform, firstAdministrator);
  return null;
}

async function isEmpty({ log }: Platform): Promise<boolean> {
  for await (const batch of log.store.readAll(null, 1)) return batch.length === 0;
  return true;
}
