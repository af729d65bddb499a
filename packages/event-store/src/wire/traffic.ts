import type { Call } from './call.ts';

/** Counts connections and calls, for the operator. Labels are the node's own methods, so their number is bounded. */
export class Traffic {
  connections = 0;
  readonly open = new Map<string, number>();
  /** Ended calls by method and gRPC status; `cut` when the peer went away without one. */
  readonly ended = new Map<string, Map<string, number>>();

  watch(call: Call, method: string): void {
    this.open.set(method, (this.open.get(method) ?? 0) + 1);
    call.onClose(() => {
      this.open.set(method, (this.open.get(method) ?? 0) - 1);
      const byStatus = this.ended.get(method) ?? new Map<string, number>();
      const status = call.status === null ? 'cut' : String(call.status);
      byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
      this.ended.set(method, byStatus);
    });
  }
}
