import type { DatabaseSync } from 'node:sqlite';
import { acknowledgedIn } from '../log/acknowledged.ts';
import { filesOf } from '../log/database.ts';
import { lastPositionIn } from '../log/schema.ts';
import { examiner } from './examine.ts';
import { readFolder } from './read-folder.ts';

/** What a folder holds. `damage` are sentences, at most `damageMax` of them; none means that all is whole. */
export type Verification = { events: number; damage: string[] };

const damageMax = 100;

/** Reads every event of a folder and says what is not as it was written. Changes nothing; a node may be running. */
export function verify(dataDir: string): Verification {
  const database = readFolder(dataDir);
  try {
    const damage: string[] = [];
    const tell = (what: string) => {
      if (damage.length < damageMax) damage.push(what);
    };
    for (const fault of faultsOfFile(database)) tell(fault);
    // The note is read first: a running node may write on between the two.
    const acknowledged = acknowledgedIn(filesOf(dataDir).acknowledged);
    const last = lastPositionIn(database);
    if (last < acknowledged)
      tell(`events from position ${last + 1} to ${acknowledged} had been answered and are missing`);
    const examine = examiner(database);
    let events = 0;
    for (let position = 1; position <= last; position += 1) {
      const finding = examine(position);
      if (finding === null) continue;
      if ('damage' in finding) tell(finding.damage);
      else events += 1;
    }
    return { events, damage };
  } finally {
    database.close();
  }
}

/** What SQLite's own check says. */
function faultsOfFile(database: DatabaseSync): string[] {
  try {
    const rows = database.prepare(`PRAGMA integrity_check(${damageMax})`).all();
    return rows.flatMap(({ integrity_check: found }) => (found === 'ok' ? [] : `log.db: ${String(found)}`));
  } catch (error) {
    return [`log.db: ${error instanceof Error ? error.message : String(error)}`];
  }
}
