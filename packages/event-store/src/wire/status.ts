/** gRPC status codes used by the node (https://grpc.github.io/grpc/core/md_doc_statuscodes.html). */
export const StatusCode = {
  ok: 0,
  cancelled: 1,
  unknown: 2,
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  alreadyExists: 6,
  permissionDenied: 7,
  resourceExhausted: 8,
  failedPrecondition: 9,
  unimplemented: 12,
  internal: 13,
  unavailable: 14,
  unauthenticated: 16,
} as const;

/** ASCII trailer values by lower-case key; clients read the kind of a failure from the key `exception`. */
export type Trailers = Record<string, string>;

/** A failure that the caller is told about: its code, its sentence and its trailers travel as they are. */
export class GrpcError extends Error {
  readonly code: number;
  readonly trailers: Trailers;

  constructor(code: number, message: string, trailers: Trailers = {}) {
    super(message);
    this.name = 'GrpcError';
    this.code = code;
    this.trailers = trailers;
  }
}

export function invalidArgument(message: string): GrpcError {
  return new GrpcError(StatusCode.invalidArgument, message);
}

export function streamDeleted(stream: string): GrpcError {
  return new GrpcError(StatusCode.failedPrecondition, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });
}

/** `expected` is the revision, or the store's negative number for a rule: any −2, no stream −1, stream exists −4. */
export function wrongExpectedVersion(stream: string, expected: number, actual: number | null): GrpcError {
  return new GrpcError(
    StatusCode.failedPrecondition,
    `Append failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${expected}, Actual version: ${actual ?? -1}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': String(expected),
      ...(actual === null ? {} : { 'actual-version': String(actual) }),
    },
  );
}

export function maximumAppendSizeExceeded(appendBytesMax: number): GrpcError {
  return new GrpcError(StatusCode.invalidArgument, `Maximum Append Size of ${appendBytesMax} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(appendBytesMax),
  });
}

export function accessDenied(): GrpcError {
  return new GrpcError(StatusCode.permissionDenied, 'Access Denied', { exception: 'access-denied' });
}

export function unauthenticated(): GrpcError {
  return new GrpcError(StatusCode.unauthenticated, 'The login name or the password is wrong.');
}
