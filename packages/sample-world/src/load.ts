import { nouns, reactions } from '@songhanh/domain';
import {
  createExecutor,
  createNounRegistry,
  type EventVault,
  inMemoryStreamStore,
  type StoredEvent,
} from '@songhanh/event-log';
import { organisationSteps } from './organisation-steps.ts';
import { endOf, programmeSteps, SAMPLE_UNTIL } from './script.ts';
import type { SampleStep } from './step.ts';

export interface LoadOptions {
  /** Stops at the first step after so many events. */
  readonly events: number;
  /** Keys of the sample persons and of digests; share it with whoever reads the events. */
  readonly vault: EventVault;
  /** Last day that is played, YYYY-MM-DD in Huế. */
  readonly until?: string;
  /** How many events one batch holds, about. */
  readonly batchEvents?: number;
}

/** Streams whose folds are kept: the load executes on drained events, so none may be forgotten. */
const cacheStreamsMax = 5_000_000;
/** What the units and people, and then one programme, come to; only decides how many copies are made. */
const EVENTS_OF_UNITS_AND_PEOPLE = 428;
const EVENTS_PER_PROGRAMME = 1_473;

/**
 * Multiplies the programmes of 2023 over the same units: the real deciders run in memory, and batches come out
 * in the order of the scripted clock, ready to be appended. The first programme is the sample world's own.
 */
export async function* sampleLoad(options: LoadOptions): AsyncGenerator<readonly StoredEvent[]> {
  const batchEvents = options.batchEvents ?? 1_000;
  let now = new Date(0);
  const clock = { now: () => now };
  const store = inMemoryStreamStore({ forgetsDrained: true, clock });
  const registry = createNounRegistry(nouns, reactions);
  const executor = createExecutor({
    registry,
    store,
    vault: options.vault,
    client: 'sample-world',
    clock,
    cacheStreamsMax,
  });
  let pending: StoredEvent[] = [];
  let made = 0;
  const copies = Math.max(1, Math.ceil((options.events - EVENTS_OF_UNITS_AND_PEOPLE) / EVENTS_PER_PROGRAMME));
  for (const step of interleaved(copies, endOf(options.until ?? SAMPLE_UNTIL))) {
    now = new Date(step.at);
    const { commandName, input, commandId, actor } = step;
    const outcome = await executor.execute({ commandName, input, commandId, actor });
    if (outcome.kind !== 'recorded' && outcome.kind !== 'unchanged') throw new StepRefused(step, outcome);
    const drained = store.drain();
    made += drained.length;
    pending.push(...drained);
    if (pending.length >= batchEvents) {
      yield pending;
      pending = [];
    }
    if (made >= options.events) break;
  }
  if (pending.length > 0) yield pending;
}

/** A step of the script that the platform did not carry out: a fault of the script or of a rule. */
export class StepRefused extends Error {
  constructor(step: SampleStep, outcome: unknown) {
    super(`${step.at} ${step.commandName} ${JSON.stringify(step.input)}: ${JSON.stringify(outcome)}`);
    this.name = 'StepRefused';
  }
}

/** The steps of all copies merged by the clock: each moment of the script in every programme, then the next. */
function* interleaved(copies: number, end: string): Generator<SampleStep> {
  yield* organisationSteps();
  for (const step of programmeSteps()) {
    if (step.at >= end) return;
    yield step;
    for (let copy = 2; copy <= copies; copy++) yield copyOf(step, `-${copy}`);
  }
}

/** The same step in another programme: only the ids of plans, and so of tasks and coordinations, differ. */
function copyOf(step: SampleStep, suffix: string): SampleStep {
  const input = JSON.stringify(step.input).replaceAll(/"(p23-[abc]|t23-[abc]\d\d)/gu, `"$1${suffix}`);
  return { ...step, input: JSON.parse(input), commandId: `${step.commandId}${suffix}` };
}
