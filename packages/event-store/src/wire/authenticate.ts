import type { IncomingHttpHeaders } from 'node:http';
import { unauthenticated } from './status.ts';
import type { Identity, UserDirectory } from './user-directory.ts';

/**
 * Asked before a call or request is looked at: whether the credentials in its headers, if any, are right. Throws or
 * rejects with `UNAUTHENTICATED` when they are not. A promise where a password must be hashed for it, which happens
 * beside the event loop; guards, which cannot wait, find the answer remembered.
 */
export type Authenticate = (headers: IncomingHttpHeaders) => void | Promise<void>;

/** Nobody is asked who they are. */
export const openToAll: Authenticate = () => {};

export function authenticatorFor(users: UserDirectory): Authenticate {
  return ({ authorization }) => {
    if (authorization === undefined) return;
    const [name, password] = credentialsIn(authorization);
    const identity = users.authenticate(name, password);
    return identity instanceof Promise ? identity.then(refuseNobody) : refuseNobody(identity);
  };
}

/** Name and password of the Basic scheme (RFC 7617), both empty when there are none. */
export function credentialsIn(authorization: string): [name: string, password: string] {
  const [, encoded = ''] = /^Basic ([\w+/=-]+)$/i.exec(authorization) ?? [];
  const [, name = '', password = ''] =
    /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString()) ?? [];
  return [name, password];
}

function refuseNobody(identity: Identity | null): void {
  if (identity === null) throw unauthenticated();
}
