import { inject } from 'vitest';

/** The whole house with the sample world in it, one for all specs of a run. */
export interface World {
  readonly url: string;
}

/** What world.setup.ts tells the specs: the address, or why there is none. */
export type WorldOfTheRun = World | { readonly fault: string };

declare module 'vitest' {
  interface ProvidedContext {
    worldOfTheRun: WorldOfTheRun;
  }
}

export const password = 'song-hanh-2023';

/** @throws with the words of the processes when the house did not start */
export function theWorld(): World {
  const found = inject('worldOfTheRun');
  if ('fault' in found) throw new Error(found.fault);
  return found;
}
