import { createRequire } from 'node:module';

/**
 * The generated protobuf classes that the official client ships. They are CommonJS built at run time, so they are
 * required, with the types of their declaration files.
 */
const require = createRequire(import.meta.url);
const load = (file: string): unknown => require(`@eventstore/db-client/generated/${file}`);

export const shared = load('shared_pb') as typeof import('@eventstore/db-client/generated/shared_pb.js');
export const persistent = load(
  'persistent_pb',
) as typeof import('@eventstore/db-client/generated/persistent_pb.js');
export const gossip = load('gossip_pb') as typeof import('@eventstore/db-client/generated/gossip_pb.js');
export const serverFeatures = load(
  'serverfeatures_pb',
) as typeof import('@eventstore/db-client/generated/serverfeatures_pb.js');
