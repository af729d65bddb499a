import { createRequire } from 'node:module';

type Persistent = typeof import('@eventstore/db-client/generated/persistent_pb.js');

/**
 * The generated protobuf classes of persistent subscriptions that the official client ships, for the messages that
 * are rare. They are CommonJS built at run time and take longer to load than the node to start, so whoever needs
 * them first loads them.
 */
export function persistent(): Persistent {
  loaded ??= createRequire(import.meta.url)('@eventstore/db-client/generated/persistent_pb') as Persistent;
  return loaded;
}

let loaded: Persistent | undefined;

/** The classes' types, by the names of the messages. */
export type PersistentMessages = Persistent;
