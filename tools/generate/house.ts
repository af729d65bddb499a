import { fileURLToPath } from 'node:url';

/** The root of the repository, with a slash at its end. */
export const house = new URL('../../', import.meta.url);

export function inHouse(path: string): string {
  return fileURLToPath(new URL(path, house));
}
