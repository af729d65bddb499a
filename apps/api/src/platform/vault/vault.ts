import type { Database } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import { headOnceThere, type LogHead } from '../log-head.ts';
import { type Credentials, createCredentials } from './credentials.ts';
import { type MasterKey, masterKeyInFile, masterKeyOf } from './master-key.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { createSignInThrottle, type SignInThrottle } from './sign-in-throttle.ts';
import { createSubjectKeyVault, type SubjectKeyVault } from './subject-keys.ts';
import { secretTable, vaultDdl } from './vault.tables.ts';

/** Token of the vault. */
export const VAULT = Symbol('VAULT');

export interface Vault {
  readonly keys: SubjectKeyVault;
  readonly credentials: Credentials;
  readonly sessions: Sessions;
  readonly throttle: SignInThrottle;
}

export interface VaultOptions {
  readonly masterKey: string | null;
  readonly masterKeyFile: string;
}

/**
 * Makes the vault of an empty log; opens that of a log which has events.
 * @throws when the master key is not the one with which this vault was made
 * @throws VaultLost when the log has events and the database none of their keys
 */
export async function openVault(database: Database, options: VaultOptions, log: LogHead): Promise<Vault> {
  await migrate(database, vaultDdl);
  await refuseLostVault(database, log);
  const keys = createSubjectKeyVault(database, await masterKey(options));
  return {
    keys,
    credentials: await createCredentials(database, await keys.secret('e-mail digest')),
    sessions: createSessions(database),
    throttle: createSignInThrottle(database),
  };
}

/** A vault made anew beside the events of another could read no name in them, and nobody could sign in. */
async function refuseLostVault(database: Database, log: LogHead): Promise<void> {
  if (!(await isNew(database)) || (await headOnceThere(log)) === null) return;
  // Its keys are older than the first event: who wrote one meanwhile has made them.
  if (await isNew(database)) throw new VaultLost();
}

async function isNew({ db }: Database): Promise<boolean> {
  return (await db.select({ name: secretTable.name }).from(secretTable).limit(1)).length === 0;
}

class VaultLost extends Error {
  constructor() {
    super(
      'The log of the event store has events, but the database beside it is new: it holds none of the keys with which names stand encrypted in the log, and no password. Bring back the database of this log (its folder, or DATABASE_URL), or start with an empty log beside the new one (another DATA_DIR, or EVENTSTORE_URL).',
    );
    this.name = 'VaultLost';
  }
}

function masterKey({ masterKey: given, masterKeyFile }: VaultOptions): MasterKey | Promise<MasterKey> {
  return given === null ? masterKeyInFile(masterKeyFile) : masterKeyOf(given);
}
