import {
  type AnyNoun,
  type DecisionContext,
  type DomainCommand,
  type DomainEvent,
  isRefusal,
  type RecordedEvent,
  type Refusal,
} from '@songhanh/domain/kernel';
import { businessDay, type Clock } from './clock.ts';
import type { EventCodec, EventToWrite } from './codec.ts';
import { gatherFacts } from './facts.ts';
import { type CommandTrace, type Fold, type Folds, pagesOf } from './folds.ts';
import { derivedUuid } from './identity.ts';
import type { CommandOutcome, CommandRequest, Recorded } from './outcome.ts';
import type { NounRegistry } from './registry.ts';
import {
  type AppendResult,
  type EncodedEvent,
  NO_STREAM,
  type StreamStore,
  WrongExpectedRevision,
} from './stream-store.ts';

/** How often one command is decided at most while others write its stream first. */
export const decideAttemptsMax = 5;

/** What the whole executor shares. */
export interface Deciding {
  readonly registry: NounRegistry;
  readonly store: StreamStore;
  readonly codec: EventCodec;
  readonly folds: Folds;
  readonly clock: Clock;
  /** Name of the client program, for the metadata. */
  readonly client: string;
}

/** One parsed command on its way. */
export interface PendingCommand {
  readonly request: CommandRequest;
  readonly noun: AnyNoun;
  readonly command: DomainCommand;
  readonly stream: string;
  readonly digest: string;
  /** False for a follow-up: its cause was authorised. */
  readonly asksPolicy: boolean;
}

/** A decision before it is an outcome. */
type Verdict =
  | { readonly kind: 'events'; readonly events: readonly DomainEvent[]; readonly recordedAt: string }
  | { readonly kind: 'refused' | 'forbidden'; readonly refusal: Refusal }
  | { readonly kind: 'elsewhere' };

/**
 * Fold, decide, append: one round trip on a kept fold. Everything else is verified first: before a refusal, a
 * conflict or "nothing would change" is answered, the fold is brought up to the log, since another process
 * may have outrun it.
 */
export async function decideAndAppend(deciding: Deciding, pending: PendingCommand): Promise<CommandOutcome> {
  const { folds } = deciding;
  let { fold, fresh } = await folds.load(pending.noun, pending.stream);
  let lostRaces = 0;
  while (lostRaces < decideAttemptsMax) {
    const trace = await folds.traceOf(fold, pending.request.commandId);
    if (trace !== undefined) return firstOutcome(deciding, pending, trace);
    const verdict = await decideOn(deciding, pending, fold);
    if (verdict.kind === 'events' && verdict.events.length > 0) {
      const recorded = await append(deciding, pending, fold, verdict);
      if (recorded !== null) return recorded;
      lostRaces += 1;
    } else if (fresh) return outcomeWithoutEvents(verdict, fold);
    fold = await folds.refresh(fold);
    fresh = true;
  }
  return { kind: 'conflict', currentRevision: fold.revision };
}

async function decideOn(deciding: Deciding, pending: PendingCommand, fold: Fold): Promise<Verdict> {
  const { noun, command, request } = pending;
  const expected = request.expectedRevision ?? fold.revision;
  if (expected !== fold.revision) return { kind: 'elsewhere' };
  const facts = await gatherFacts(
    deciding.registry,
    deciding.folds,
    noun,
    command,
    fold.state,
    request.actor,
  );
  const recordedAt = recordingTime(deciding.clock, fold);
  const context: DecisionContext = {
    actor: request.actor,
    now: recordedAt,
    today: businessDay(new Date(recordedAt)),
    facts,
    id: (n) => derivedUuid('id', fold.stream, request.commandId, n),
  };
  const forbidden = pending.asksPolicy ? ruleOf(noun, command)(command, fold.state, context) : null;
  if (forbidden !== null) return { kind: 'forbidden', refusal: forbidden };
  const decision = noun.decide(command, fold.state, context);
  if (isRefusal(decision)) return { kind: 'refused', refusal: decision };
  return { kind: 'events', events: decision, recordedAt };
}

function ruleOf(noun: AnyNoun, command: DomainCommand) {
  const rule = noun.policy[command.name];
  if (rule === undefined) throw new Error(`${command.name} has no rule in the policy of ${noun.name}`);
  return rule;
}

/** The clock's time, but never before the stream's last event: a clock set back does not reorder history. */
function recordingTime(clock: Clock, { recordedAt }: Fold): string {
  const now = clock.now().toISOString();
  return recordedAt !== null && recordedAt > now ? recordedAt : now;
}

function outcomeWithoutEvents(verdict: Verdict, fold: Fold): CommandOutcome {
  if (verdict.kind === 'elsewhere') return { kind: 'conflict', currentRevision: fold.revision };
  if (verdict.kind !== 'events') return verdict;
  return { kind: 'unchanged', stream: fold.stream, revision: fold.revision, position: fold.position };
}

/** Null when somebody else wrote the stream first. */
async function append(
  deciding: Deciding,
  pending: PendingCommand,
  fold: Fold,
  { events, recordedAt }: Extract<Verdict, { kind: 'events' }>,
): Promise<Recorded | null> {
  const written = await deciding.codec.encode(eventsToWrite(deciding.client, pending, events, recordedAt));
  const encoded = written.map((event) => event.encoded);
  const appended = await appendOrNull(deciding.store, pending.stream, fold.revision, encoded);
  if (appended === null) return null;
  const recorded = written.map(({ event, metadata, encoded: { id } }, n): RecordedEvent => {
    const revision = fold.revision + 1 + n;
    const { position } = appended;
    return { event, id, stream: pending.stream, revision, position, metadata, created: recordedAt };
  });
  deciding.folds.advance(fold, recorded);
  return recordedOutcome(pending.stream, recorded, appended.position, false);
}

async function appendOrNull(
  store: StreamStore,
  stream: string,
  revision: number,
  encoded: readonly EncodedEvent[],
): Promise<AppendResult | null> {
  try {
    return await store.append(stream, revision, encoded);
  } catch (error) {
    if (error instanceof WrongExpectedRevision) return null;
    throw error;
  }
}

/**
 * Event ids derive from the command, its content, its time and the index: the resend of one append has the
 * same ids, which the store knows again; the same command decided anew elsewhere has others, and meets the
 * expected revision instead of passing for the first.
 */
function eventsToWrite(
  client: string,
  { request, digest, stream }: PendingCommand,
  events: readonly DomainEvent[],
  recordedAt: string,
): EventToWrite[] {
  const { commandId, actor, effectiveOn, reason } = request;
  const { userId, officeId, unitId, role, onBehalfOfOfficeId } = actor;
  const metadata = {
    $correlationId: request.correlationId ?? commandId,
    $causationId: request.causationId ?? commandId,
    commandId,
    commandDigest: digest,
    actor: { userId, officeId, unitId, role, onBehalfOfOfficeId },
    recordedAt,
    ...(effectiveOn == null ? {} : { effectiveOn }),
    ...(reason == null ? {} : { reason }),
    client,
  };
  return events.map((event, n) => ({
    id: derivedUuid('event', stream, commandId, digest, recordedAt, n),
    event,
    metadata,
  }));
}

/** The command was recorded before: its first outcome, read back; or another command under the same id. */
async function firstOutcome(
  { store, codec }: Deciding,
  { digest, stream }: PendingCommand,
  trace: CommandTrace,
): Promise<CommandOutcome> {
  if (trace.digest !== digest)
    return { kind: 'invalid', issues: [{ path: 'commandId', message: 'COMMAND_ID_REUSED' }] };
  const events: RecordedEvent[] = [];
  for await (const page of pagesOf(store, stream, trace.firstRevision, trace.lastRevision))
    events.push(...(await codec.decode(page)));
  const last = events.at(-1);
  if (last === undefined)
    throw new Error(`${stream} lost its events from revision ${trace.firstRevision} on`);
  return recordedOutcome(stream, events, last.position, true);
}

function recordedOutcome(
  stream: string,
  events: readonly RecordedEvent[],
  position: bigint,
  alreadyDone: boolean,
): Recorded {
  const revision = events.at(-1)?.revision ?? NO_STREAM;
  return { kind: 'recorded', stream, events, revision, position, alreadyDone, followUps: [] };
}
