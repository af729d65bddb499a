import type { IncomingHttpHeaders } from 'node:http2';
import type { EventLog } from '../log/event-log.ts';
import type { ResolvedRecord } from '../log/links.ts';
import { isMetadataStream } from '../log/stream-state.ts';
import { isVirtual } from '../subscriptions/virtual-streams.ts';
import { credentialsIn } from './authenticate.ts';
import { accessDenied, unauthenticated } from './status.ts';
import type { Identity, UserDirectory } from './user-directory.ts';

export type Access = 'read' | 'write' | 'delete';

/** A call or a plain HTTP request. */
export type Caller = { headers: IncomingHttpHeaders };

/** Asked at the beginning of every call; throws `UNAUTHENTICATED` or `PERMISSION_DENIED`. */
export type Guard = {
  stream(caller: Caller, access: Access, name: string): void;
  /** For whoever has said who they are, whatever they may do. */
  named(caller: Caller): void;
  operation(caller: Caller): void;
  /** How the caller gets an event that a link led to: a link to what they may not read stands alone. */
  followed(caller: Caller): (resolved: ResolvedRecord) => ResolvedRecord;
  /** The caller's login name, for operators. */
  nameOf(caller: Caller): string;
};

/** Nobody is asked who they are; the node listens on loopback alone. */
export const openGuard: Guard = {
  stream: () => {},
  named: () => {},
  operation: () => {},
  followed: () => (resolved) => resolved,
  nameOf: () => 'anonymous',
};

export const anonymous: Identity = { name: 'anonymous', groups: [], revision: -1 };

/** An access control list as EventStoreDB writes it into `$acl`: a name, a group, or several, by right. */
type Acl = Partial<Record<'$r' | '$w' | '$d' | '$mr' | '$mw', string | string[]>>;

/** EventStoreDB's own defaults; the stream `$settings` can say others. */
const userStreamAcl: Acl = { $r: '$all', $w: '$all', $d: '$all', $mr: '$all', $mw: '$all' };
const systemStreamAcl: Acl = {};

/**
 * Basic credentials, and the access control lists in streams' metadata. Who does not say who they are is denied every
 * stream, whatever its list says, unless `allowAnonymousStreamAccess`.
 */
export function guardFor(users: UserDirectory, log: EventLog, allowAnonymousStreamAccess: boolean): Guard {
  // A call asks again with every append that it carries.
  const known = new WeakMap<IncomingHttpHeaders, Identity>();
  const identityOf = ({ headers }: Caller): Identity => {
    const before = known.get(headers);
    if (before !== undefined && users.isCurrent(before)) return before;
    const identity = identify(users, headers);
    if (identity !== anonymous) known.set(headers, identity);
    return identity;
  };
  // Whose user has changed since the call began is nobody in what it still gets.
  const stillThere = (caller: Caller): Identity => {
    try {
      return identityOf(caller);
    } catch {
      return anonymous;
    }
  };
  const may = (identity: Identity, access: Access, name: string): boolean => {
    if (identity === anonymous && !allowAnonymousStreamAccess) return false;
    // An access list and a retention are changed, never deleted, not even by administrators.
    if (access === 'delete' && isMetadataStream(name)) return false;
    return identity.groups.includes('$admins') || isAllowed(log, identity, access, name);
  };
  return {
    stream(caller, access, name) {
      if (!may(identityOf(caller), access, name)) throw accessDenied();
    },
    named(caller) {
      if (identityOf(caller) === anonymous) throw accessDenied();
    },
    operation(caller) {
      const { groups } = identityOf(caller);
      if (!groups.includes('$admins') && !groups.includes('$ops')) throw accessDenied();
    },
    followed(caller) {
      const mayRead = rememberedUntilCommit(log, (name) => may(stillThere(caller), 'read', name));
      return (resolved) => {
        const { event, link } = resolved;
        if (link === null || event === null || mayRead(log.streamNames.nameOf(event.stream))) return resolved;
        return { ...resolved, event: null };
      };
    },
    nameOf: (caller) => identityOf(caller).name,
  };
}

const rememberedMax = 1024;

/** What is allowed changes with an event at the earliest. */
function rememberedUntilCommit(log: EventLog, mayRead: (name: string) => boolean): (name: string) => boolean {
  const known = new Map<string, boolean>();
  let askedAt = -1;
  return (name) => {
    if (log.lastPosition !== askedAt || known.size >= rememberedMax) known.clear();
    askedAt = log.lastPosition;
    const verdict = known.get(name) ?? mayRead(name);
    known.set(name, verdict);
    return verdict;
  };
}

/** `anonymous` for a caller without credentials; wrong ones throw. */
export function identify(users: UserDirectory, { authorization }: IncomingHttpHeaders): Identity {
  if (authorization === undefined) return anonymous;
  const identity = users.identify(...credentialsIn(authorization));
  if (identity === null) throw unauthenticated();
  return identity;
}

function isAllowed(log: EventLog, identity: Identity, access: Access, name: string): boolean {
  const isMetadata = isMetadataStream(name);
  const stream = isMetadata ? name.slice(2) : name;
  if (stream.startsWith('$user-')) return false;
  const right = rightOf(access, isMetadata);
  const own = aclIn(log.streams.metadataJson(stream), '$acl')[right];
  const isVirtualOne = isVirtual(name);
  if (isVirtualOne && access !== 'read') return false;
  // What is computed is read like the streams that it is computed from, unless its own list says otherwise.
  const isSystem = stream.startsWith('$') && !isVirtualOne;
  const settings = isSystem ? '$systemStreamAcl' : '$userStreamAcl';
  const general = aclIn(newestSettings(log), settings)[right];
  const builtIn = (isSystem ? systemStreamAcl : userStreamAcl)[right];
  const allowed = [own ?? general ?? builtIn ?? []].flat();
  return allowed.some((role) => role === '$all' || role === identity.name || identity.groups.includes(role));
}

function rightOf(access: Access, isMetadata: boolean): keyof Acl {
  if (access === 'read') return isMetadata ? '$mr' : '$r';
  if (isMetadata) return '$mw';
  return access === 'write' ? '$w' : '$d';
}

/** The settings are the newest event of their stream. */
function newestSettings(log: EventLog): string | null {
  const settings = log.streams.state('$settings');
  const newest = log.readRecord(settings, settings.lastRevision);
  return newest === undefined ? null : Buffer.from(log.dataOf(newest)).toString();
}

/** A list that cannot be read gives nobody anything but `$admins`. */
function aclIn(json: string | null, key: string): Acl {
  if (json === null) return {};
  try {
    const acl = (JSON.parse(json) as Record<string, unknown> | null)?.[key];
    return typeof acl === 'object' && acl !== null ? (acl as Acl) : {};
  } catch {
    return {};
  }
}
