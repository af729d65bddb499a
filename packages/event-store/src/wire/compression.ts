import { gunzipSync, inflateSync } from 'node:zlib';
import { GrpcError, StatusCode } from './status.ts';

type Decompress = (message: Buffer, options: { maxOutputLength: number }) => Buffer;

/** By the name in `grpc-encoding`; those that EventStoreDB takes. */
const decompressions: ReadonlyMap<string, Decompress> = new Map([
  ['gzip', gunzipSync],
  ['deflate', inflateSync],
]);

const accepted = ['identity', ...decompressions.keys()].join(',');

/**
 * How messages of a call that says `encoding` are decompressed, as https://github.com/grpc/grpc/blob/master/doc/compression.md
 * wants it; throws what it wants where they cannot be.
 */
export function decompressionFor(encoding: string | undefined): Decompress {
  if (encoding === undefined || encoding === 'identity')
    throw new GrpcError(StatusCode.internal, 'A message is compressed, and grpc-encoding does not say how.');
  const decompress = decompressions.get(encoding);
  if (decompress !== undefined) return decompress;
  throw new GrpcError(
    StatusCode.unimplemented,
    `The encoding '${encoding}' is not supported; send one of ${accepted}.`,
    { 'grpc-accept-encoding': accepted },
  );
}

/** The message; one that would be longer than `messageBytesMax` is not decompressed beyond it. */
export function decompressed(message: Buffer, encoding: string | undefined, messageBytesMax: number): Buffer {
  const decompress = decompressionFor(encoding);
  try {
    return decompress(message, { maxOutputLength: messageBytesMax });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      ? new GrpcError(
          StatusCode.resourceExhausted,
          `Received message larger than max (${messageBytesMax}) when decompressed`,
        )
      : new GrpcError(StatusCode.internal, `A message is not what ${encoding} makes: ${String(error)}.`);
  }
}
