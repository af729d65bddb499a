import type { DatabaseSync } from 'node:sqlite';
import { readNote } from '../log/acknowledged.ts';
import { filesOf } from '../log/database.ts';
import { reasonOf } from '../log/schema.ts';
import { storedGroups } from '../subscriptions/persistent/stored-groups.ts';
import { examineAll, Sentences } from './examine.ts';
import { readWhatIsThere } from './read-folder.ts';

/** What a folder holds. `damage` are sentences, the last of which may tell how many more there are; none means that all is whole. */
export type Verification = { events: number; damage: string[] };

const faultsMax = 50;

/** Reads every event and persistent subscription of a folder and says what is not as it was written. Changes nothing; a node may be running. */
export function verify(dataDir: string): Verification {
  const { database, missing } = readWhatIsThere(dataDir);
  try {
    const damage = new Sentences();
    if (missing !== null) damage.tell(missing);
    for (const fault of faultsOfFile(database)) damage.tell(fault);
    for (const stored of storedGroups(database)) if ('damage' in stored) damage.tell(stored.damage);
    // The note is read first: a running node may write on between the two.
    const note = readNote(filesOf(dataDir).acknowledged);
    if (note.damage !== null) damage.tell(note.damage);
    let events = 0;
    for (const finding of examineAll(database, note.position)) {
      const fault = 'damage' in finding ? finding.damage : finding.misfiled;
      if (fault === null) events += 1;
      else damage.tell(fault);
    }
    return { events, damage: damage.list() };
  } finally {
    database.close();
  }
}

/** What SQLite's own check says. */
function faultsOfFile(database: DatabaseSync): string[] {
  try {
    const rows = database.prepare(`PRAGMA integrity_check(${faultsMax})`).all();
    return rows.flatMap(({ integrity_check: found }) => (found === 'ok' ? [] : `log.db: ${String(found)}`));
  } catch (error) {
    return [`log.db: ${reasonOf(error)}`];
  }
}
