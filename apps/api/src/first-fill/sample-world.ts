import { Readable } from 'node:stream';
import { copyInOrder, createExecutor } from '@songhanh/event-log';
import type { SampleStep, SampleWorldDoor } from '@songhanh/sample-world';
import type { Platform } from '../platform/platform.ts';
import { followerPosition, noteFollowerPosition } from '../platform/vault/followers.ts';

/** Steps between two lines of progress. */
const progressEverySteps = 50;
/** Events between two lines of progress while a load is copied. */
const progressEveryCopied = 5_000;
/** Events of the stream of the last step that are looked through. */
const streamEventsMax = 5_000;

/**
 * Plays the sample world through the real executor, with the script's clock. A log that holds anything else
 * is left alone; one in which the play broke off is played on: what is there is not written again.
 * @returns the position of its last event; null when it was not played
 */
export async function playIntoLog(platform: Platform): Promise<bigint | null> {
  // Once played it is not even loaded: that would cost every start more than all else.
  if ((await followerPosition(platform.database, played)) !== null) return null;
  const last = await playUnlessThere(platform);
  if (last !== null) await noteFollowerPosition(platform.database, played, last);
  return last;
}

const played = 'sample world';

async function playUnlessThere(platform: Platform): Promise<bigint | null> {
  const { playSampleWorld, sampleWorld, SAMPLE_UNTIL } = await import('@songhanh/sample-world');
  const { sampleUntil, sampleEvents } = platform.environment;
  const until = sampleUntil ?? SAMPLE_UNTIL;
  const steps = [...sampleWorld(until)];
  if (!(await isOurs(platform, steps))) return null;
  if (sampleEvents === null) {
    const onProgress = ({ done }: { readonly done: number }) => tell(done, steps.length);
    let last: bigint | null = null;
    const execute = executing(platform, (position) => {
      last = position;
    });
    await playSampleWorld({ ...doorOf(platform), execute }, { until, onProgress });
    return last;
  }
  await playSampleWorld({ ...doorOf(platform), execute: async () => {} }, { until });
  return copyLoad(platform, sampleEvents, until);
}

/** Carries steps out one by one, each at its own moment. */
function executing(
  { registry, vault, log }: Platform,
  onPosition: (position: bigint) => void,
): SampleWorldDoor['execute'] {
  let now = new Date(0);
  const clock = { now: () => now };
  const options = { registry, store: log.store, vault: vault.keys, client: 'sample-world', clock };
  const executor = createExecutor(options);
  return async ({ at, actor, commandName, input, commandId }) => {
    now = new Date(at);
    const outcome = await executor.execute({ actor, commandName, input, commandId });
    if (outcome.kind !== 'recorded' && outcome.kind !== 'unchanged')
      throw new Error(`the sample world's ${commandName} was not carried out: ${JSON.stringify(outcome)}`);
    if (outcome.position !== null) onPosition(outcome.position);
  };
}

/** Many programmes are decided in memory and copied into the log in the order of the clock. */
async function copyLoad({ vault, log }: Platform, events: number, until: string): Promise<bigint | null> {
  const { sampleLoad } = await import('@songhanh/sample-world');
  let done = 0;
  let last: bigint | null = null;
  for await (const batch of sampleLoad({ events, until, vault: vault.keys })) {
    last = (await copyInOrder(batch, log.store)) ?? last;
    done += batch.length;
    tell(done, events, progressEveryCopied);
  }
  tell(done, done);
  return last;
}

/** What of the sample world does not go through the log. */
function doorOf({ vault, files }: Platform): Omit<SampleWorldDoor, 'execute'> {
  const { credentials } = vault;
  let first: string | null = null;
  return {
    async storeFile({ bytes }, { actor }) {
      const { sha256 } = await files.store(Readable.from([bytes]), actor.userId);
      await files.bind(sha256);
    },
    /** All share one password, which is printed at every start: it is made slow to guess once. */
    async setPassword({ accountId, email, password }) {
      if (first === null) await credentials.setPassword(accountId, password);
      else await credentials.copyPassword(first, accountId);
      first ??= accountId;
      await credentials.linkEmail(accountId, email);
    },
  };
}

/** Whether the log is empty, or begins with the sample world and lacks its last step. */
async function isOurs(platform: Platform, steps: readonly SampleStep[]): Promise<boolean> {
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) return false;
  for await (const batch of platform.log.store.readAll(null, 1))
    return batch[0]?.metadata.commandId === first.commandId && !(await holds(platform, last));
  return true;
}

async function holds({ log, registry }: Platform, step: SampleStep): Promise<boolean> {
  const registered = registry.commandNamed(step.commandName);
  if (registered === undefined) return false;
  const { noun, command } = registered;
  const events = await log.readStream(noun.name, command.streamId(step.input), 0, streamEventsMax);
  return events.some(({ metadata }) => metadata.commandId === step.commandId);
}

let told = 0;

function tell(done: number, of: number, every: number = progressEverySteps): void {
  if (done < of && done - told < every) return;
  told = done;
  process.stdout.write(`${JSON.stringify({ msg: 'sample world', done, of })}\n`);
}
