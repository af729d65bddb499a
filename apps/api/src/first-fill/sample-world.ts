import { Readable } from 'node:stream';
import { createExecutor } from '@songhanh/event-log';
import type { SampleStep } from '@songhanh/sample-world';
import type { Platform } from '../platform/platform.ts';

/** Steps between two lines of progress. */
const progressEverySteps = 50;
/** Events of the stream of the last step that are looked through. */
const streamEventsMax = 5_000;

/**
 * Plays the sample world through the real executor, with the script's clock. A log that holds anything else
 * is left alone; one in which the play broke off is played on: what is there is not written again.
 */
export async function playIntoLog(platform: Platform): Promise<void> {
  const { registry, vault, log, files, environment } = platform;
  const { playSampleWorld, sampleWorld } = await import('@songhanh/sample-world');
  const steps = [...sampleWorld(environment.sampleUntil ?? undefined)];
  if (!(await isOurs(platform, steps))) return;
  let now = new Date(0);
  const clock = { now: () => now };
  const executor = createExecutor({
    registry,
    store: log.store,
    vault: vault.keys,
    client: 'sample-world',
    clock,
  });
  await playSampleWorld(
    {
      async execute({ at, actor, commandName, input, commandId }) {
        now = new Date(at);
        const outcome = await executor.execute({ actor, commandName, input, commandId });
        if (outcome.kind !== 'recorded' && outcome.kind !== 'unchanged')
          throw new Error(
            `the sample world's ${commandName} was not carried out: ${JSON.stringify(outcome)}`,
          );
      },
      async storeFile({ bytes }, { actor }) {
        const { sha256 } = await files.store(Readable.from([bytes]), actor.userId);
        await files.bind(sha256);
      },
      async setPassword({ accountId, email, password }) {
        await vault.credentials.setPassword(accountId, password);
        await vault.credentials.linkEmail(accountId, email);
      },
    },
    { until: environment.sampleUntil ?? undefined, onProgress: tell(steps.length) },
  );
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

function tell(of: number) {
  return ({ done }: { readonly done: number }): void => {
    if (done % progressEverySteps !== 0 && done !== of) return;
    process.stdout.write(`${JSON.stringify({ msg: 'sample world', done, of })}\n`);
  };
}
