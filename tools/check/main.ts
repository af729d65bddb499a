import { availableParallelism } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Outcome, runSteps } from './run-steps.ts';
import { steps } from './steps.ts';

// npm run check [-- words of step names]: everything that can be said of the code without running it.

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Type checkers are hungry: more at once than this need more memory than a small machine has. */
const atOnceMax = Math.min(availableParallelism(), 4);
const stepMsMax = 900_000;

const words = process.argv.slice(2);
const chosen = steps(root).filter(
  ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
);
const began = performance.now();
const outcomes = await runSteps(chosen, {
  folder: root,
  variables: {
    ...process.env,
    PATH: [join(root, 'node_modules/.bin'), process.env.PATH ?? ''].join(delimiter),
    NO_COLOR: '1',
  },
  atOnceMax,
  stepMsMax,
  onOutcome: tell,
});
const failed = outcomes.filter(({ passed }) => !passed);
for (const { step, output } of failed) console.log(`\n=== ${step.name}\n${output}`);
const seconds = ((performance.now() - began) / 1000).toFixed(0);
console.log(`\n${outcomes.length - failed.length} checks passed, ${failed.length} failed, in ${seconds} s`);
process.exitCode = failed.length === 0 && outcomes.length > 0 ? 0 : 1;

function tell({ step, passed, seconds: took }: Outcome): void {
  console.log(`${passed ? 'ok  ' : 'FAIL'}  ${took.toFixed(1).padStart(6)} s  ${step.name}`);
}
