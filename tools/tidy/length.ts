import type { Fault, SourceFile } from './fault.ts';

/** Past this many lines ask what the second thing in the file is. */
export const linesWorthALook = 300;
export const linesMax = 400;

const code = /\.(?:ts|tsx|mts|mjs|cjs|js|css)$/u;
const generated = /\.generated\.|\.d\.ts$/u;

export function lengthFaults(file: SourceFile): Fault[] {
  const lines = linesIn(file);
  if (lines <= linesMax) return [];
  const what = `${lines} lines, at most ${linesMax}: split it; what is the second thing in it?`;
  return [{ path: file.path, line: null, what }];
}

/** Allowed, and listed each time: "path: n lines". */
export function longFiles(files: readonly SourceFile[]): string[] {
  return files
    .map((file) => ({ path: file.path, lines: linesIn(file) }))
    .filter(({ lines }) => lines > linesWorthALook && lines <= linesMax)
    .sort((left, right) => right.lines - left.lines)
    .map(({ path, lines }) => `${path}: ${lines} lines`);
}

function linesIn(file: SourceFile): number {
  if (!code.test(file.path) || generated.test(file.path)) return 0;
  return file.text.replace(/\n$/u, '').split('\n').length;
}
