import { accessSync, constants } from 'node:fs';
import { filesOf } from '../log/database.ts';
import { DataFolderError, reasonOf } from '../log/schema.ts';

/** Throws when a folder has no log, or has one that this user may not read: each with the words for it. */
export function requireLog(dataDir: string): void {
  const { log } = filesOf(dataDir);
  if (!isReadable(log)) throw new DataFolderError(`There is no event log in ${dataDir}.`);
  isReadable(`${log}-wal`);
}

/** False when it is missing. Whoever may not look into a folder sees no file in it, and must not be told that there is none. */
function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw new DataFolderError(
      `${file} cannot be read: ${reasonOf(error)}. Name a folder that can be, or run this as the user that runs the node.`,
    );
  }
}
