import type { RequestContext } from './request-context.ts';

/** What one request appended and the read models do not show yet. */
interface Pending {
  position: bigint | null;
}

const key = Symbol('pending position');

/** The command is durable, but the wait for the projector is over: the answer says so in its extensions. */
export function notePending(context: RequestContext, position: bigint): void {
  const pending = context.once<Pending>(key, () => ({ position: null }));
  if (pending.position === null || position > pending.position) pending.position = position;
}

/** The highest position that this request waits for in vain; null when it shows all that it wrote. */
export function pendingPosition(context: RequestContext): bigint | null {
  return context.once<Pending>(key, () => ({ position: null })).position;
}
