import { roles, signedIn } from '../access/rules.ts';
import { batched } from '../graphql/batched.ts';
import { connection, pageOf } from '../graphql/paging.ts';
import { heldAt } from '../projector/at.ts';
import { current, defineReadModel, versionedTable } from '../projector/read-model.ts';
import { manifestOf } from './manifest.ts';

/**
 * What an extension builds its manifest with. It is handed over and not imported, so that a package outside
 * needs only types of the platform, and there is one copy of everything in the process.
 */
export const extensionKit = {
  /** The manifest of a noun. */
  manifestOf,
  /** A table of versioned rows in schema `read_model`. */
  versionedTable,
  /** Condition of a partial index over current rows. */
  current,
  /** Binds a projection to its table. */
  defineReadModel,
  /** Condition of the rows that held at the moment of a request: every query carries it. */
  heldAt,
  /** Relay connections. */
  pageOf,
  connection,
  /** A loader whose asks within a request are answered together. */
  batched,
  /** Access rules. */
  signedIn,
  roles,
} as const;

export type ExtensionKit = typeof extensionKit;
