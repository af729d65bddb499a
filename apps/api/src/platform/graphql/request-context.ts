import type { Actor } from '@songhanh/domain/kernel';

/** The moment of an answer: `position` is null when it speaks of now. */
export interface RequestMoment {
  /** The instant asked for, ISO 8601 UTC; null when none was. */
  readonly asOf: string | null;
  /** Rows that held at this position are read; null reads the current ones. */
  readonly position: bigint | null;
  /** The business day on which overdue and days left are computed, YYYY-MM-DD. */
  readonly today: string;
}

/** Who is signed in; made from the session or the service's token at the rim. */
export interface RequestViewer {
  readonly actor: Actor;
  readonly accountId: string;
  readonly officeId: string;
  readonly unitId: string | null;
  readonly sessionExpiresAt: string;
  readonly csrfToken: string;
}

/** What every resolver gets as GraphQL context. */
export interface RequestContext {
  readonly requestId: string;
  readonly language: 'vi' | 'en';
  readonly viewer: RequestViewer | null;
  /** Token of the session's cookie, right or wrong; null when none was sent. */
  readonly sessionToken: string | null;
  readonly moment: RequestMoment;
  /** One instance a request for each key: DataLoaders live here. */
  readonly once: <T>(key: string | symbol, make: () => T) => T;
  /** Sets or clears the session cookie; absent on websocket operations. */
  readonly setSessionCookie?: (token: string | null) => void;
}
