import { globSync } from 'node:fs';
import { ROLES } from '@songhanh/domain/kernel';
import { z } from 'zod';
import { inHouse } from './house.ts';
import { inApp } from './in-app.ts';
import { table } from './markdown.ts';

const askers = ['nobody signed in', ...ROLES.map((role) => role.toLowerCase())];
const answers = z.record(z.string(), z.array(z.string()));

/** Every access table of the API, asked about everybody: who is answered which field. */
export function accessTable(): string {
  const rows = Object.entries(answersByField()).map(([field, refused]) => [
    `\`${field}\``,
    inWords(askers.filter((asker) => !refused.includes(asker))),
  ]);
  return table(['field', 'who is answered'], rows);
}

function inWords(answered: readonly string[]): string {
  if (answered.length === askers.length) return 'anyone';
  if (answered.length === askers.length - 1 && !answered.includes('nobody signed in')) return 'signed in';
  return answered.join(', ') || 'nobody';
}

/** By field those who are refused. */
function answersByField(): Record<string, string[]> {
  const files = globSync('apps/api/src/**/*.access.ts', { cwd: inHouse('.') }).sort();
  const imports = files.map((path) => `...Object.values(await import(${JSON.stringify(`./${path}`)}))`);
  const code = [
    `const viewers = ${JSON.stringify(askers.map((asker, index) => [asker, index === 0 ? null : { actor: { role: ROLES[index - 1] } }]))};`,
    `const rules = Object.assign({}, ${imports.join(', ')});`,
    'const refused = (rule) => viewers.filter(([, viewer]) => rule(viewer) !== null).map(([asker]) => asker);',
    'print(Object.fromEntries(Object.entries(rules).map(([field, rule]) => [field, refused(rule)])));',
  ].join('\n');
  return answers.parse(inApp(code));
}
