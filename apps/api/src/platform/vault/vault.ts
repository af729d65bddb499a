import type { Database } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import { type Credentials, createCredentials } from './credentials.ts';
import { type MasterKey, masterKeyInFile, masterKeyOf } from './master-key.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { createSignInThrottle, type SignInThrottle } from './sign-in-throttle.ts';
import { createSubjectKeyVault, type SubjectKeyVault } from './subject-keys.ts';
import { vaultDdl } from './vault.tables.ts';

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

/** @throws when the master key is not the one with which this vault was made */
export async function openVault(database: Database, options: VaultOptions): Promise<Vault> {
  await migrate(database, vaultDdl);
  const keys = createSubjectKeyVault(database, await masterKey(options));
  return {
    keys,
    credentials: await createCredentials(database, await keys.secret('e-mail digest')),
    sessions: createSessions(database),
    throttle: createSignInThrottle(database),
  };
}

function masterKey({ masterKey: given, masterKeyFile }: VaultOptions): MasterKey | Promise<MasterKey> {
  return given === null ? masterKeyInFile(masterKeyFile) : masterKeyOf(given);
}
