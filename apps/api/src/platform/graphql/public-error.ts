import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ERROR_CODES } from './errors.ts';
import { type Language, messageOf } from './messages.ts';

/** Codes that Apollo Server gives to requests that are not well formed; their messages hold no data of ours. */
const requestCodes: readonly string[] = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
];

/** Whether an error is one that clients are meant to read; all others are ours to repair. */
export function isExpected(error: unknown): boolean {
  const original = unwrapResolverError(error);
  if (!(original instanceof GraphQLError)) return false;
  const code = original.extensions.code;
  if (code === 'INTERNAL_SERVER_ERROR' || typeof code !== 'string') return false;
  return requestCodes.includes(code) || (ERROR_CODES as readonly string[]).includes(code);
}

/** What leaves the service: message, place and extensions of what is expected, one sentence for all else. */
export function publicError(
  formatted: GraphQLFormattedError,
  error: unknown,
  language: Language,
): GraphQLFormattedError {
  const { locations, path, extensions = {} } = formatted;
  const code = extensions.code;
  // Apollo Server finds faults of the request itself, outside any resolver.
  const ofTheRequest = typeof code === 'string' && requestCodes.includes(code);
  const ofVariables = code === 'BAD_USER_INPUT' && path === undefined;
  if (isExpected(error) || ofTheRequest || ofVariables) {
    const { stacktrace: _, http: __, ...kept } = extensions;
    return { message: formatted.message, locations, path, extensions: kept };
  }
  const message = messageOf(language, 'INTERNAL_SERVER_ERROR');
  return { message, locations, path, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
}
