import { describe, expect, it } from 'vitest';
import { sumOf, tally, tallyLine, type VitestReport } from './tally.ts';

function report(
  ...files: readonly { readonly status: string; readonly tests: readonly string[] }[]
): VitestReport {
  return {
    testResults: files.map(({ status, tests }, index) => ({
      name: `${index}.spec.ts`,
      status,
      assertionResults: tests.map((test) => ({ status: test })),
    })),
  };
}

describe('the last line of npm test', () => {
  it('counts tests over all files', () => {
    const run = report(
      { status: 'passed', tests: ['passed', 'passed'] },
      { status: 'failed', tests: ['passed', 'failed'] },
    );
    expect(tally(run, 1)).toEqual({ passed: 3, failed: 1 });
    expect(tallyLine(tally(run, 1))).toBe('3 passed, 1 failed');
  });

  it('adds up what several runs came to', () => {
    const runs = [
      { passed: 2, failed: 0 },
      { passed: 3, failed: 1 },
    ];
    expect(tallyLine(sumOf(runs))).toBe('5 passed, 1 failed');
  });

  it('counts a file that did not load as one failure', () => {
    const run = report({ status: 'passed', tests: ['passed'] }, { status: 'failed', tests: [] });
    expect(tally(run, 1)).toEqual({ passed: 1, failed: 1 });
  });

  it('counts a broken hook, whose tests were skipped, as one failure', () => {
    const run = report({ status: 'failed', tests: ['skipped', 'skipped', 'passed'] });
    expect(tally(run, 1)).toEqual({ passed: 1, failed: 1 });
  });

  it('does not pass a run that ended badly though every test passed', () => {
    expect(tally(report({ status: 'passed', tests: ['passed'] }), 1)).toEqual({ passed: 1, failed: 1 });
  });

  it('does not pass a run without tests, and not one without a report', () => {
    expect(tally(report(), 0)).toEqual({ passed: 0, failed: 1 });
    expect(tally(report({ status: 'passed', tests: ['skipped'] }), 0)).toEqual({ passed: 0, failed: 1 });
    expect(tally(null, 0)).toEqual({ passed: 0, failed: 1 });
  });
});
