import { fileURLToPath } from 'node:url';
import { readTree } from './read-tree.ts';
import { tidy } from './tidy.ts';

const { faults, long } = tidy(readTree(fileURLToPath(new URL('../../', import.meta.url))));

for (const { path, line, what } of faults) {
  console.log(`${line === null ? path : `${path}:${line}`}  ${what}`);
}
if (long.length > 0) console.log(`\nLong, and allowed:\n${long.map((entry) => `  ${entry}`).join('\n')}`);
console.log(`\n${faults.length} untidy`);
process.exitCode = faults.length === 0 ? 0 : 1;
