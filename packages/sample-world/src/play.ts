import { DEMO_PASSWORD, people } from './people.ts';
import { SAMPLE_UNTIL, sampleWorld } from './script.ts';
import type { SampleFile, SampleStep } from './step.ts';

/** How the sample world enters a running platform. Every call must be safe to repeat. */
export interface SampleWorldDoor {
  /** Carries a step out with `step.at` as the clock; throws when it is refused. */
  readonly execute: (step: SampleStep) => Promise<void>;
  readonly storeFile: (file: SampleFile, step: SampleStep) => Promise<void>;
  readonly setPassword: (sign: { accountId: string; email: string; password: string }) => Promise<void>;
}

/** How far the play is: steps done of all, and the scripted clock. */
export interface SampleProgress {
  readonly done: number;
  readonly total: number;
  readonly at: string;
}

/**
 * Plays the year up to the end of `until` (YYYY-MM-DD). A broken-off play is simply played again: command ids
 * are the same, so what is there is not written twice. Answers how many steps it played.
 */
export async function playSampleWorld(
  door: SampleWorldDoor,
  {
    until = SAMPLE_UNTIL,
    onProgress,
  }: { until?: string; onProgress?: (progress: SampleProgress) => void } = {},
): Promise<number> {
  const steps = [...sampleWorld(until)];
  for (const person of people) {
    await door.setPassword({ accountId: person.accountId, email: person.email, password: DEMO_PASSWORD });
  }
  for (const [index, step] of steps.entries()) {
    if (step.file) await door.storeFile(step.file, step);
    await door.execute(step);
    onProgress?.({ done: index + 1, total: steps.length, at: step.at });
  }
  return steps.length;
}
