import { createHash, timingSafeEqual } from 'node:crypto';
import { type AccountEvent, type AccountState, account } from '@songhanh/domain/account';
import type { EventLog } from '@songhanh/event-log';
import type { BusinessClock } from '../commands/tokens.ts';
import type { RequestViewer } from '../graphql/request-context.ts';
import { csrfTokenOf } from '../vault/sessions.ts';
import type { Vault } from '../vault/vault.ts';

/** Token of `Viewers`. */
export const VIEWERS = Symbol('VIEWERS');

/** What a request carries to say who sends it. */
export interface Credential {
  /** Token of the session cookie. */
  readonly sessionToken: string | null;
  /** `Authorization: Bearer …`. */
  readonly bearer: string | null;
}

/** Finds out who is signed in, from the vault and the account's own events: no read model is needed. */
export interface Viewers {
  /** Null when nobody is. An account that was closed, or an office that ended, signs nobody in. */
  find(credential: Credential): Promise<RequestViewer | null>;
  /** The office through which a person acts today; null when they hold none or the account is not open. */
  presentOffice(accountId: string): Promise<string | null>;
  /** Whether there is such an account and it is in use. */
  isOpen(accountId: string): Promise<boolean>;
  /** What was known of the account is asked again. */
  forget(accountId?: string): void;
}

/** Milliseconds for which a session found is not asked again; other processes may lag so much behind. */
const viewerKeptMsMax = 3_000;
const viewersKeptMax = 5_000;
const accountEventsMax = 5_000;

export interface ViewersParts {
  readonly vault: Vault;
  readonly log: EventLog;
  readonly clock: BusinessClock;
  readonly serviceToken: string | null;
}

export function createViewers({ vault, log, clock, serviceToken }: ViewersParts): Viewers {
  const kept = new Map<string, { readonly viewer: RequestViewer; readonly until: number }>();

  async function accountState(accountId: string): Promise<AccountState> {
    const events = await log.readStream('account', accountId, 0, accountEventsMax);
    return events.reduce(
      (state, { event }) => account.evolve(state, event as AccountEvent),
      account.initialState,
    );
  }

  async function officesToday(accountId: string) {
    const state = await accountState(accountId);
    if (state.status !== 'OPEN') return [];
    const today = clock.today();
    return state.offices.filter(
      ({ since, lastDay }) => since <= today && (lastDay === null || today <= lastDay),
    );
  }

  async function bySession(token: string): Promise<RequestViewer | null> {
    const session = await vault.sessions.find(token);
    if (session === null) return null;
    const { accountId, officeId } = session;
    const office = (await officesToday(accountId)).find((held) => held.officeId === officeId);
    if (office === undefined) return null;
    const { unitId, role } = office;
    return {
      actor: { userId: accountId, officeId, unitId, role, onBehalfOfOfficeId: null },
      accountId,
      officeId,
      unitId,
      sessionExpiresAt: session.expiresAt.toISOString(),
      csrfToken: csrfTokenOf(token),
    };
  }

  return {
    async find({ sessionToken, bearer }) {
      if (bearer !== null) return isSameToken(bearer, serviceToken) ? service : null;
      if (sessionToken === null) return null;
      const held = kept.get(sessionToken);
      if (held !== undefined && held.until > Date.now()) return held.viewer;
      const viewer = await bySession(sessionToken);
      kept.delete(sessionToken);
      if (viewer === null) return null;
      if (kept.size >= viewersKeptMax) kept.clear();
      kept.set(sessionToken, { viewer, until: Date.now() + viewerKeptMsMax });
      return viewer;
    },
    async presentOffice(accountId) {
      return (await officesToday(accountId))[0]?.officeId ?? null;
    },
    async isOpen(accountId) {
      return (await accountState(accountId)).status === 'OPEN';
    },
    forget(accountId) {
      for (const [token, { viewer }] of kept)
        if (accountId === undefined || viewer.accountId === accountId) kept.delete(token);
    },
  };
}

/** The worker: holds no office, belongs to no unit, and may do only what the policies name it for. */
const service: RequestViewer = {
  actor: { userId: 'service', officeId: null, unitId: null, role: 'SERVICE', onBehalfOfOfficeId: null },
  accountId: 'service',
  officeId: 'service',
  unitId: null,
  sessionExpiresAt: '9999-12-31T23:59:59.999Z',
  csrfToken: '',
};

function isSameToken(given: string, wanted: string | null): boolean {
  if (wanted === null) return false;
  const [a, b] = [given, wanted].map((token) => createHash('sha256').update(token).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
