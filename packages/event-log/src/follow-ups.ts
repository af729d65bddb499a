import type { FollowUp, RecordedEvent } from '@songhanh/domain/kernel';
import { derivedUuid } from './identity.ts';
import type { CommandOutcome, CommandRequest, FollowUpReport } from './outcome.ts';
import type { NounRegistry } from './registry.ts';

/** How far follow-ups may follow from follow-ups. */
export const followUpDepthMax = 5;
/** Commands that may follow from one command, at all depths together. */
export const followUpsPerCommandMax = 500;

/** Counts what follows from one command, and gathers the reports of it. */
export interface FollowUpRun {
  readonly reports: FollowUpReport[];
  readonly onFollowUp: ((report: FollowUpReport) => void) | undefined;
  readonly depth: number;
  /** Shared by all depths of one command. */
  readonly counter: { commands: number };
}

type CarryOut = (request: CommandRequest, asksPolicy: boolean, run: FollowUpRun) => Promise<CommandOutcome>;

export function newRun(onFollowUp: ((report: FollowUpReport) => void) | undefined): FollowUpRun {
  return { reports: [], onFollowUp, depth: 0, counter: { commands: 0 } };
}

/**
 * Carries out what follows from recorded events, one after another so that the order of the log does not
 * depend on luck. Never throws for a follow-up: the cause stands in the log already.
 */
export function createFollowUps(registry: NounRegistry, carryOut: CarryOut) {
  /** The last position written by what followed; null when nothing was. */
  async function after(events: readonly RecordedEvent[], run: FollowUpRun): Promise<bigint | null> {
    let last: bigint | null = null;
    for (const event of events)
      for (const reaction of registry.reactionsOn(event.event.type))
        for (const followUp of followUpsOf(reaction, event, run)) {
          const position = await follow(reaction.name, event, followUp, run);
          if (position !== null && (last === null || position > last)) last = position;
        }
    return last;
  }

  async function follow(
    reaction: string,
    cause: RecordedEvent,
    { command, key }: FollowUp,
    run: FollowUpRun,
  ): Promise<bigint | null> {
    const commandId = derivedUuid('followUp', cause.id, key);
    const about = { commandName: command.name, commandId, causationId: cause.id, reaction };
    const excess = excessOf(run);
    if (excess !== null) return report(run, { ...about, kind: 'dropped', reason: excess });
    run.counter.commands += 1;
    try {
      const request = requestOf(command.name, command.input, commandId, cause);
      const outcome = await carryOut(request, false, { ...run, depth: run.depth + 1 });
      report(run, { ...about, kind: outcome.kind, reason: reasonOf(outcome) });
      return outcome.kind === 'recorded' || outcome.kind === 'unchanged' ? outcome.position : null;
    } catch (error) {
      return report(run, { ...about, kind: 'failed', reason: messageOf(error) });
    }
  }

  return { after };
}

function followUpsOf(
  reaction: { readonly name: string; react(event: RecordedEvent['event'], id: string): readonly FollowUp[] },
  { event, id }: RecordedEvent,
  run: FollowUpRun,
): readonly FollowUp[] {
  try {
    return reaction.react(event, id);
  } catch (error) {
    const about = { commandName: '', commandId: '', causationId: id, reaction: reaction.name };
    report(run, { ...about, kind: 'failed', reason: messageOf(error) });
    return [];
  }
}

/** Everything a follow-up says about who and when comes from its cause, so that a resumed one says the same. */
function requestOf(
  commandName: string,
  input: unknown,
  commandId: string,
  cause: RecordedEvent,
): CommandRequest {
  const { actor, $correlationId, effectiveOn } = cause.metadata;
  return {
    commandName,
    input,
    commandId,
    actor,
    correlationId: $correlationId,
    causationId: cause.id,
    effectiveOn,
  };
}

function excessOf(run: FollowUpRun): string | null {
  if (run.depth >= followUpDepthMax) return `deeper than ${followUpDepthMax} follow-ups of follow-ups`;
  if (run.counter.commands >= followUpsPerCommandMax) return `more than ${followUpsPerCommandMax} follow-ups`;
  return null;
}

function report(run: FollowUpRun, entry: FollowUpReport): null {
  run.reports.push(entry);
  run.onFollowUp?.(entry);
  return null;
}

function reasonOf(outcome: CommandOutcome): string | null {
  switch (outcome.kind) {
    case 'refused':
    case 'forbidden':
      return outcome.refusal.reason;
    case 'conflict':
      return `the stream moved to revision ${outcome.currentRevision} at every attempt`;
    case 'invalid':
      return outcome.issues.map(({ path, message }) => `${path} ${message}`).join('; ');
    default:
      return null;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
