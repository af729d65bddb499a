import { Acknowledged } from '../log/acknowledged.ts';
import { filesOf } from '../log/database.ts';
import { DataFolderError, isDiskFull, lastPositionIn, reasonOf } from '../log/schema.ts';
import { readFolder } from './read-folder.ts';
import { fillFolder } from './unfinished.ts';
import { verify } from './verify.ts';

/**
 * Copies a folder's log as it is at this moment into a new folder that a node can be started on. A node may be
 * running and writing: it is one read transaction. The copy is verified before it gets its name, so that no backup
 * holds damage. Returns the position up to which events are in the copy.
 */
export function backup(dataDir: string, into: string): number {
  const source = readFolder(dataDir);
  try {
    return fillFolder(into, (unfinished) => {
      const files = filesOf(unfinished);
      try {
        source.prepare('VACUUM INTO ?').run(files.log);
      } catch (error) {
        throw isDiskFull(reasonOf(error)) ? error : uncopied(dataDir, reasonOf(error));
      }
      refuseDamage(dataDir, unfinished);
      return noteEnd(unfinished);
    });
  } finally {
    source.close();
  }
}

const damageNamedMax = 3;

function refuseDamage(dataDir: string, copy: string): void {
  const { damage } = verify(copy);
  if (damage.length === 0) return;
  const more = damage.length > damageNamedMax ? '; and more' : '';
  throw uncopied(dataDir, `${damage.slice(0, damageNamedMax).join('; ')}${more}`);
}

function uncopied(dataDir: string, reason: string): DataFolderError {
  return new DataFolderError(
    `${dataDir} is damaged and cannot be backed up: ${reason}. Salvage what is whole, or restore a backup.`,
  );
}

function noteEnd(folder: string): number {
  const copy = readFolder(folder);
  const last = lastPositionIn(copy);
  copy.close();
  const acknowledged = new Acknowledged(filesOf(folder).acknowledged);
  acknowledged.note(last);
  acknowledged.close();
  return last;
}
