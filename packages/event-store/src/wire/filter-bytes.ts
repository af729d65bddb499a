import { GrpcError, StatusCode } from './status.ts';

/** What the filters of all open calls take in memory, about. */
const filterBytesMax = 64 * 1024 * 1024;
/** A filter that takes no more finds room always: there are as many as calls at most. */
const lightFilterBytesMax = 4 * 1024;
let filterBytes = 0;

/**
 * Counts the filter of a call, and answers how to take it back.
 * @throws `RESOURCE_EXHAUSTED` when the filters of all calls together take too much
 */
export function holdFilter(bytes: number): () => void {
  if (bytes > lightFilterBytesMax && filterBytes + bytes > filterBytesMax)
    throw new GrpcError(
      StatusCode.resourceExhausted,
      `The filters of all open calls take more than ${filterBytesMax} bytes; write a shorter one, or try again later.`,
    );
  filterBytes += bytes;
  return () => {
    filterBytes -= bytes;
  };
}
