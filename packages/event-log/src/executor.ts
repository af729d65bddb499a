import { type Clock, systemClock } from './clock.ts';
import { createEventCodec } from './codec.ts';
import { parseCommand } from './command-input.ts';
import { type Deciding, decideAndAppend } from './decide-and-append.ts';
import { createFolds } from './folds.ts';
import { createFollowUps, type FollowUpRun, newRun } from './follow-ups.ts';
import { keyedDigest } from './identity.ts';
import type { CommandOutcome, CommandRequest, FollowUpReport } from './outcome.ts';
import type { NounRegistry } from './registry.ts';
import { createStreamLocks } from './stream-locks.ts';
import type { StreamStore } from './stream-store.ts';
import type { EventVault } from './vault.ts';

export interface ExecutorOptions {
  readonly registry: NounRegistry;
  readonly store: StreamStore;
  readonly vault: EventVault;
  /** Name of the program that writes, for the metadata of its events: `api`, `worker`, `sample-world`. */
  readonly client: string;
  readonly clock?: Clock;
  /** Folds kept in memory, the least recently used forgotten first. */
  readonly cacheStreamsMax?: number;
  /** Commands remembered per fold before older ones are looked up in the log. */
  readonly commandTracesMax?: number;
}

export interface ResumeOptions {
  /** Events after this position are given to the reactions again; null: all. */
  readonly fromPosition: bigint | null;
  readonly batchEventsMax?: number;
  readonly onFollowUp?: (report: FollowUpReport) => void;
  /** Stops between two events; the position reached is returned. */
  readonly signal?: AbortSignal;
}

export interface Executor {
  /**
   * Parses, folds, authorises, decides, appends, and carries out what follows.
   * @throws StoreUnavailable, UnreadableEvent, UnwritableEvent, or what a vault or decider throws; the command
   * can be sent again under its id.
   */
  execute(request: CommandRequest): Promise<CommandOutcome>;
  /**
   * Gives recorded events to the reactions again, for a crash between a cause and its follow-up. A follow-up
   * that was carried out writes nothing again; one that was refused is decided anew, so keep `fromPosition`
   * close to the end of the log.
   * @returns the position of the last event seen, to resume from next time
   * @throws UnreadableEvent, StoreUnavailable
   */
  resumeReactions(options: ResumeOptions): Promise<bigint | null>;
  /** Forgets every fold: call it when a subject's key was destroyed, since folds hold plain data. */
  forgetFolds(): void;
}

const cacheStreamsMaxDefault = 10_000;
const resumeBatchEventsMaxDefault = 500;

export function createExecutor(options: ExecutorOptions): Executor {
  const { registry, store, vault, client, clock = systemClock } = options;
  const codec = createEventCodec(registry, vault);
  const cacheStreamsMax = options.cacheStreamsMax ?? cacheStreamsMaxDefault;
  const folds = createFolds({ store, codec, cacheStreamsMax, commandTracesMax: options.commandTracesMax });
  const deciding: Deciding = { registry, store, codec, folds, clock, client };
  const onStream = createStreamLocks();
  const followUps = createFollowUps(registry, carryOut);

  /** One command with all that follows from it; `run` counts what has followed so far. */
  async function carryOut(
    request: CommandRequest,
    asksPolicy: boolean,
    run: FollowUpRun,
  ): Promise<CommandOutcome> {
    const registered = registry.commandNamed(request.commandName);
    if (registered === undefined) throw new Error(`no noun has a command ${request.commandName}`);
    const parsed = parseCommand(registered, request);
    if ('issues' in parsed) return { kind: 'invalid', issues: parsed.issues };
    const { input, stream } = parsed;
    const command = { name: request.commandName, input };
    const digest = commandDigest(await vault.digestKey(), request, input);
    const pending = { request, noun: registered.noun, command, stream, digest, asksPolicy };
    const outcome = await onStream(stream, () => decideAndAppend(deciding, pending));
    if (outcome.kind !== 'recorded') return outcome;
    const followed = await followUps.after(outcome.events, run);
    const position = followed !== null && followed > outcome.position ? followed : outcome.position;
    return { ...outcome, position, followUps: run.reports };
  }

  async function resumeReactions(resume: ResumeOptions): Promise<bigint | null> {
    let reached = resume.fromPosition;
    const batchEventsMax = resume.batchEventsMax ?? resumeBatchEventsMaxDefault;
    for await (const batch of store.readAll(resume.fromPosition, batchEventsMax)) {
      for (const stored of batch) {
        if (resume.signal?.aborted) return reached;
        if (registry.reactionsOn(stored.type).length > 0)
          await followUps.after(await codec.decode([stored]), newRun(resume.onFollowUp));
        reached = stored.position;
      }
    }
    return reached;
  }

  return {
    execute: (request) => carryOut(request, true, newRun(request.onFollowUp)),
    resumeReactions,
    forgetFolds: folds.clear,
  };
}

/** Equal for the same command with the same content from the same person, however its JSON was ordered. */
function commandDigest(key: Buffer, request: CommandRequest, input: unknown): string {
  const { commandName, actor, effectiveOn, reason } = request;
  return keyedDigest(key, [commandName, input, actor.userId, effectiveOn ?? null, reason ?? null]);
}
