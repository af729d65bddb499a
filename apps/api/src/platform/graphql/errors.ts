import type { Refusal } from '@songhanh/domain/kernel';
import type { InputIssue } from '@songhanh/event-log';
import { GraphQLError } from 'graphql';
import { type Language, messageOf } from './messages.ts';

/** Codes that a client meets in `extensions.code`; nothing else leaves the service. */
export const ERROR_CODES = [
  'REFUSED',
  'CONFLICT',
  'BAD_USER_INPUT',
  'FORBIDDEN',
  'UNAUTHENTICATED',
  'NOT_CAUGHT_UP',
  'INTERNAL_SERVER_ERROR',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** The decider said no: a reason with parameters, in the caller's language. */
export function refused(language: Language, refusal: Refusal): GraphQLError {
  return failure('REFUSED', messageOf(language, refusal.reason, refusal.params), {
    reason: refusal.reason,
    params: refusal.params,
  });
}

/** The policy or an access rule said no. */
export function forbidden(language: Language, reason: string, params: Refusal['params'] = {}): GraphQLError {
  return failure('FORBIDDEN', messageOf(language, reason, params), { reason, params });
}

/** Nobody is signed in, or the credentials are wrong. */
export function unauthenticated(language: Language, reason = 'SIGN_IN_NEEDED'): GraphQLError {
  return failure('UNAUTHENTICATED', messageOf(language, reason), { reason, params: {} });
}

/** Revision of a stream without events. */
const noStream = -1;

/** The stream is at another revision than the client saw. */
export function conflict(language: Language, currentRevision: number): GraphQLError {
  const sentence = currentRevision === noStream ? 'CONFLICT_NOTHING_THERE' : 'CONFLICT';
  return failure('CONFLICT', messageOf(language, sentence, { currentRevision }), { currentRevision });
}

/** What was sent is not what the schema asks for; each issue names its path, in the caller's language. */
export function badUserInput(language: Language, found: readonly InputIssue[]): GraphQLError {
  const issues = found.map(({ path, message, params }) => ({
    path,
    message: messageOf(language, message, params),
  }));
  const first = issues[0];
  const where = first === undefined ? '' : `: ${first.path === '' ? '' : `${first.path} – `}${first.message}`;
  return failure('BAD_USER_INPUT', `${messageOf(language, 'BAD_USER_INPUT')}${where}`, { issues });
}

/** A text that no event, row or document of ours can hold. */
export function textNotStorable(language: Language, path: string): GraphQLError {
  return badUserInput(language, [{ path, message: 'TEXT_NOT_STORABLE' }]);
}

/** The read models have not reached the position that the request asks for; the same request may be sent again. */
export function notCaughtUp(language: Language, position: bigint): GraphQLError {
  return failure('NOT_CAUGHT_UP', messageOf(language, 'NOT_CAUGHT_UP'), { position: position.toString() });
}

/** The same error, answered with this HTTP status. */
export function withStatus(error: GraphQLError, status: number): GraphQLError {
  return new GraphQLError(error.message, { extensions: { ...error.extensions, http: { status } } });
}

function failure(code: ErrorCode, message: string, extensions: Record<string, unknown>): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...extensions } });
}
