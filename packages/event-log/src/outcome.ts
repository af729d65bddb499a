import type { Actor, RecordedEvent, Refusal } from '@songhanh/domain/kernel';

/** One command as the rim of the system (API, worker, sample world) hands it over. */
export interface CommandRequest {
  /** Name of the command in PascalCase. */
  readonly commandName: string;
  /** Not yet parsed: the command's own schema does that. */
  readonly input: unknown;
  /** Made by the client and kept while it retries; 1 to 128 characters. */
  readonly commandId: string;
  readonly actor: Actor;
  /** Revision that the sender saw (-1: no stream). Given, a lost race is a conflict; else it is decided again. */
  readonly expectedRevision?: number | null | undefined;
  /** The command's own id unless given. */
  readonly correlationId?: string | undefined;
  /** The command's own id unless given. */
  readonly causationId?: string | undefined;
  /** Business date on which it holds, YYYY-MM-DD, where that differs from the day of recording. */
  readonly effectiveOn?: string | null | undefined;
  /** Why a correction is made; at most 2,000 characters. Not encrypted: never about a person. */
  readonly reason?: string | null | undefined;
  /** Told of each follow-up as it ends, in order. Must not throw. */
  readonly onFollowUp?: ((report: FollowUpReport) => void) | undefined;
}

export interface InputIssue {
  /** Dotted path within the input (or the name of the request's own field). */
  readonly path: string;
  /** A reason like that of a refusal; or a sentence, where the library of the schemas found the fault. */
  readonly message: string;
  /** What the sentence of the reason names. */
  readonly params?: Refusal['params'];
}

/** What became of a command that followed from an event. It never undoes its cause. */
export interface FollowUpReport {
  readonly commandName: string;
  readonly commandId: string;
  /** Id of the event that caused it. */
  readonly causationId: string;
  readonly reaction: string;
  /**
   * `failed`: it threw; `resumeReactions` will try again. `dropped`: past `followUpDepthMax` or
   * `followUpsPerCommandMax`, a loop among reactions.
   */
  readonly kind: CommandOutcome['kind'] | 'failed' | 'dropped';
  /** The reason of a refusal, or what failed; null when all went well. */
  readonly reason: string | null;
}

/**
 * The command's events stand in the log. In `events`, `position` is that of the append's last event and
 * `created` repeats `recordedAt`, unless `alreadyDone`: an append does not tell the store's own values.
 */
export interface Recorded {
  readonly kind: 'recorded';
  readonly stream: string;
  readonly events: readonly RecordedEvent[];
  /** Revision of the command's last event. */
  readonly revision: number;
  /** The last position written, follow-ups included: wait for it to read one's own writes. */
  readonly position: bigint;
  /** True when the same command had been recorded before and nothing was written now. */
  readonly alreadyDone: boolean;
  readonly followUps: readonly FollowUpReport[];
}

/** Nothing would change, nothing was written. `position` is that of the stream's last event. */
export interface Unchanged {
  readonly kind: 'unchanged';
  readonly stream: string;
  readonly revision: number;
  readonly position: bigint | null;
}

export type CommandOutcome =
  | Recorded
  | Unchanged
  /** The state does not allow it. */
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** The policy does not allow it to this actor. */
  | { readonly kind: 'forbidden'; readonly refusal: Refusal }
  /** The stream is not at the expected revision (-1: no stream). */
  | { readonly kind: 'conflict'; readonly currentRevision: number }
  | { readonly kind: 'invalid'; readonly issues: readonly InputIssue[] };
