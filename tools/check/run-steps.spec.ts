import { describe, expect, it } from 'vitest';
import { type Outcome, runSteps } from './run-steps.ts';
import type { Step } from './steps.ts';

function script(name: string, code: string): Step {
  return { name, command: [process.execPath, '-e', code] };
}

async function run(steps: readonly Step[], stepMsMax = 20_000) {
  const told: Outcome[] = [];
  const outcomes = await runSteps(steps, {
    folder: import.meta.dirname,
    variables: process.env,
    atOnceMax: 2,
    stepMsMax,
    onOutcome: (outcome) => told.push(outcome),
  });
  expect(told).toEqual(outcomes);
  return new Map(outcomes.map(({ step, passed, output }) => [step.name, { passed, output }]));
}

describe('the steps of npm run check', () => {
  it('all run, whichever fails, and each is told with all that it printed', async () => {
    const ran = await run([
      script('fails', 'console.log("out"); console.error("err"); process.exitCode = 1'),
      script('passes', 'console.log("fine")'),
      script('passes too', ''),
    ]);
    expect(ran.get('fails')).toEqual({ passed: false, output: 'out\nerr' });
    expect(ran.get('passes')).toEqual({ passed: true, output: 'fine' });
    expect(ran.get('passes too')).toEqual({ passed: true, output: '' });
  });

  it('fail when their program is not there, and say which', async () => {
    const ran = await run([{ name: 'gone', command: ['songhanh-no-such-program'] }]);
    expect(ran.get('gone')).toMatchObject({ passed: false });
    expect(ran.get('gone')?.output).toContain('songhanh-no-such-program');
  });

  it('are ended when they never end', async () => {
    const ran = await run([script('endless', 'setInterval(() => {}, 1000)')], 300);
    expect(ran.get('endless')).toEqual({ passed: false, output: 'ended after 300 ms' });
  });
});
