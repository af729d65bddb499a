import { execFile } from 'node:child_process';
import type { Step } from './steps.ts';

/** How a step ended; `output` is all that it printed. */
export interface Outcome {
  readonly step: Step;
  readonly passed: boolean;
  readonly seconds: number;
  readonly output: string;
}

export interface RunOptions {
  readonly folder: string;
  readonly variables: NodeJS.ProcessEnv;
  readonly atOnceMax: number;
  /** A step that takes longer is ended, and has failed. */
  readonly stepMsMax: number;
  readonly onOutcome: (outcome: Outcome) => void;
}

const outputBytesMax = 16 * 1024 * 1024;

/** Runs all steps, at most so many at once, each to its end whatever becomes of the others. */
export async function runSteps(steps: readonly Step[], options: RunOptions): Promise<readonly Outcome[]> {
  const waiting = [...steps];
  const outcomes: Outcome[] = [];
  const work = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const outcome = await run(step, options);
      outcomes.push(outcome);
      options.onOutcome(outcome);
    }
  };
  await Promise.all(Array.from({ length: options.atOnceMax }, work));
  return outcomes;
}

function run(step: Step, { folder, variables, stepMsMax }: RunOptions): Promise<Outcome> {
  const [program, ...given] = step.command;
  const began = performance.now();
  const settings = { cwd: folder, env: variables, timeout: stepMsMax, maxBuffer: outputBytesMax };
  return new Promise((resolve) => {
    execFile(program, given, settings, (error, stdout, stderr) => {
      const seconds = (performance.now() - began) / 1000;
      const said = `${stdout}${stderr}`.trim();
      const late = error?.killed ? `ended after ${stepMsMax} ms` : '';
      const unsaid = error !== null && said === '' ? error.message : '';
      resolve({
        step,
        passed: error === null,
        seconds,
        output: [said, late || unsaid].filter(Boolean).join('\n'),
      });
    });
  });
}
