/** What went wrong, in the terms in which a person can act on it. */
export interface Problem {
  readonly kind: ProblemKind;
  /** The server's own words in the caller's language; empty when it did not answer. */
  readonly message: string;
  /** The reason code of a refusal. */
  readonly reason: string | null;
  /** Invalid fields, each by the last part of its path. */
  readonly fields: Readonly<Record<string, string>>;
  /** Seconds until another try is allowed, where the server said so. */
  readonly retryAfterSeconds: number | null;
}

/** The part of a failed answer that is looked at; the GraphQL client's `CombinedError` is one. */
export interface Failure {
  readonly graphQLErrors: readonly { readonly message: string; readonly extensions?: unknown }[];
  readonly response?: unknown;
}

export type ProblemKind =
  | 'offline'
  | 'signedOut'
  | 'signInFailed'
  | 'refused'
  | 'conflict'
  | 'invalid'
  | 'forbidden'
  | 'throttled'
  | 'server';

interface Extensions {
  readonly code?: string;
  readonly reason?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly issues?: readonly { readonly path: string; readonly message: string }[];
}

/** Refusals that one field of a form is the cause of, by the names that forms give it. */
const fieldsByReason: Readonly<Record<string, readonly string[]>> = {
  DUE_ALREADY_PASSED: ['proposedDueOn', 'dueOn'],
  DUE_BEFORE_START: ['proposedDueOn', 'dueOn'],
  EMAIL_TAKEN: ['email'],
  SECTION_MARK_TAKEN: ['mark'],
  TASK_HAS_NO_DUE_DAY: ['proposedDueOn', 'dueOn'],
};

const kindByCode: Readonly<Record<string, ProblemKind>> = {
  UNAUTHENTICATED: 'signedOut',
  REFUSED: 'refused',
  CONFLICT: 'conflict',
  BAD_USER_INPUT: 'invalid',
  GRAPHQL_VALIDATION_FAILED: 'server',
  FORBIDDEN: 'forbidden',
  THROTTLED: 'throttled',
  TOO_MANY_REQUESTS: 'throttled',
};

/** Turns an error of the GraphQL client into a problem; DESIGN.md §3.12 lists the codes. */
export function problemOf(error: Failure): Problem {
  const first = error.graphQLErrors[0];
  if (first === undefined) return withoutAnswer(error);
  const extensions = (first.extensions ?? {}) as Extensions;
  return {
    kind: kindByCode[extensions.code ?? ''] ?? 'server',
    message: first.message,
    reason: extensions.reason ?? null,
    fields: fieldsOf(extensions, first.message),
    retryAfterSeconds: numberOrNull(extensions.params?.retryAfterSeconds),
  };
}

function withoutAnswer(error: Failure): Problem {
  const status = (error.response as Response | undefined)?.status;
  const kind: ProblemKind =
    status === 401 ? 'signedOut' : status === 429 ? 'throttled' : status ? 'server' : 'offline';
  return { kind, message: '', reason: null, fields: {}, retryAfterSeconds: null };
}

function fieldsOf({ issues = [], reason = '' }: Extensions, message: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of issues) {
    const name = issue.path.split('.').find((part) => part !== 'input');
    if (name !== undefined && name !== '') fields[name] ??= issue.message;
  }
  for (const name of fieldsByReason[reason] ?? []) fields[name] = message;
  return fields;
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
