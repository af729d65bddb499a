import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { filesOf } from '../log/database.ts';
import { lockFolder } from '../log/folder-lock.ts';
import { DataFolderError, isDiskFull, reasonOf } from '../log/schema.ts';

/** Where a backup or a salvage writes, inside its target. It is gone when the target is whole. */
const unfinishedName = 'unfinished';

/** What an attempt that was cut off leaves behind; the next one takes it over. */
const leftOver: readonly string[] = [unfinishedName, 'lock.db', 'lock.db-journal'];

/**
 * Fills the new folder `into` with a log. `write` makes the log in a folder inside it, and one rename puts it in its
 * place when all of it is on the disk: whenever this is cut off, there is no log that a node could start on or that
 * could be taken for whole. Leaves nothing behind when `write` throws, or returns what is not worth keeping.
 */
export function fillFolder<T>(
  into: string,
  write: (unfinished: string) => T,
  isWorthKeeping: (written: T) => boolean = () => true,
): T {
  makeEmpty(into);
  const lock = lockFolder(into);
  const unfinished = join(into, unfinishedName);
  try {
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished);
    const written = write(unfinished);
    if (isWorthKeeping(written)) putInPlace(unfinished, into);
    return written;
  } catch (error) {
    throw error instanceof DataFolderError ? error : unwritable(into, error);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
    lock.release();
  }
}

/** Refuses to start a node on what a backup or a salvage has not finished: it would begin an empty log there. */
export function refuseUnfinished(dataDir: string): void {
  if (!existsSync(join(dataDir, unfinishedName)) || existsSync(filesOf(dataDir).log)) return;
  throw new DataFolderError(
    `${dataDir} holds a backup or a salvage that is not finished. Wait for it, or run it again into the same folder.`,
  );
}

/** Speaks of the target itself: what is said of a data folder that cannot be locked is no advice on where to write. */
function makeEmpty(folder: string): void {
  let names: string[];
  try {
    mkdirSync(folder, { recursive: true });
    names = readdirSync(folder);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unwritable(folder, error);
    throw new DataFolderError(`${folder} is a file, not a folder. Name a new folder.`);
  }
  if (names.some((name) => !leftOver.includes(name))) {
    throw new DataFolderError(`${folder} is not empty. Name a new folder.`);
  }
}

/** The note of the end follows its log: a log without it is whole, it without a log is nothing. */
function putInPlace(from: string, to: string): void {
  const [made, final] = [filesOf(from), filesOf(to)];
  sync(made.log);
  renameSync(made.log, final.log);
  renameSync(made.acknowledged, final.acknowledged);
  sync(to);
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function unwritable(folder: string, error: unknown): DataFolderError {
  const advice = isDiskFull(reasonOf(error)) ? 'Make room on its disk.' : 'Name a folder that can be.';
  return new DataFolderError(`${folder} cannot be written: ${reasonOf(error)}. ${advice}`);
}
