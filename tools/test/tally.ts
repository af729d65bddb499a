/** What Vitest's JSON reporter says of a run, as far as it is counted here. */
export interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Counts tests. A file that failed without a failing test (it did not load, or a hook broke) counts as one failure,
 * and so does a run that proved nothing or that ended badly for a reason outside of every test.
 */
export function tally(report: VitestReport | null, exitCode: number): Tally {
  const files = report?.testResults ?? [];
  const passed = files.reduce((sum, file) => sum + count(file, 'passed'), 0);
  const failed = files.reduce(
    (sum, file) => sum + Math.max(count(file, 'failed'), file.status === 'failed' ? 1 : 0),
    0,
  );
  const fine = failed > 0 || (passed > 0 && exitCode === 0);
  return { passed, failed: fine ? failed : 1 };
}

/** Of several runs, each counted by itself. */
export function sumOf(tallies: readonly Tally[]): Tally {
  const sum = (key: keyof Tally) => tallies.reduce((total, one) => total + one[key], 0);
  return { passed: sum('passed'), failed: sum('failed') };
}

/** The last line of `npm test`. */
export function tallyLine({ passed, failed }: Tally): string {
  return `${passed} passed, ${failed} failed`;
}

function count(file: VitestReport['testResults'][number], status: string): number {
  return file.assertionResults.filter((test) => test.status === status).length;
}
