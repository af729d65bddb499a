import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { makeTree } from '../check/tree.ts';
import { codeOnly } from './code-only.ts';
import { linesMax, linesWorthALook } from './length.ts';
import { readTree } from './read-tree.ts';
import { tidy } from './tidy.ts';
import { bannedWords } from './words.ts';

/** What tidy says of a tree: "path:line  beginning of what is wrong". */
function said(texts: Record<string, string>): string[] {
  const files = Object.entries(texts).map(([path, text]) => ({ path, text }));
  return tidy({ paths: Object.keys(texts), files }).faults.map(
    ({ path, line, what }) => `${line === null ? path : `${path}:${line}`} ${what}`,
  );
}

const domain = 'packages/domain/src/task/decide.ts';
const apiFile = 'apps/api/src/platform/files.ts';
const aSpec = 'apps/api/src/platform/files.spec.ts';

/** Banned word, a path, and a line in it that is refused. */
const refused: readonly [string, string, string][] = [
  ['Date.now()', domain, 'const at = Date.now();'],
  ['Date.now()', 'packages/sample-world/src/play.ts', 'const at = Date.now();'],
  ['new Date()', domain, 'const at = new Date();'],
  ['performance.now()', domain, 'const at = performance.now();'],
  ['Math.random()', domain, 'const luck = Math.random();'],
  ['randomUUID()', domain, 'const id = crypto.randomUUID();'],
  ['a timer', domain, 'setTimeout(go, 1);'],
  ['throw', domain, "throw new Error('no');"],
  ['waiting for luck', aSpec, 'await new Promise((go) => setTimeout(go, 100));'],
  ['waiting for luck', aSpec, "import { setTimeout as pause } from 'node:timers/promises';"],
  ['waiting for luck', 'apps/admin/e2e/journey.spec.ts', 'await page.waitForTimeout(500);'],
  ['a mock', aSpec, "vi.mock('./files.ts');"],
  ['a mock', aSpec, "const spy = vi.spyOn(console, 'log');"],
  ['a test left out', aSpec, "it.skip('is true', () => {});"],
  ['a test left out', aSpec, "describe.only('here', () => {});"],
  ['a test left out', aSpec, "test.concurrent.only('here', () => {});"],
  ['process.env', apiFile, 'const port = process.env.PORT;'],
  ['process.exit()', apiFile, 'process.exit(1);'],
  ['export *', apiFile, "export * from './other.ts';"],
  ['a default export', apiFile, 'export default function files() {}'],
  ['a default export', apiFile, "export { files as default } from './other.ts';"],
  ['a type checker switched off', apiFile, '// @ts-ignore'],
  ['a type checker switched off', apiFile, '/* eslint-disable */'],
  ['TODO', apiFile, '// TODO: later'],
  ['TODO', 'docs/how-to/extend.md', 'FIXME this page'],
  ['a banner', apiFile, '// ----------------'],
  ['a banner', apiFile, '/* ======= files ======= */'],
  ['commented-out code', apiFile, '// const old = 1;'],
  ['commented-out code', apiFile, '//   return old;'],
];

describe('a banned word', () => {
  it.each(refused)('%s is refused in %s: %s', (name, path, line) => {
    const page = path.endsWith('.md') ? '# Page\n' : 'export const it = 1;\n';
    const found = said({ [path]: `${page}${line}\n` });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`${path}:2 ${name} is not written here; instead: `);
  });

  it('is shown to be refused, each of the table', () => {
    expect(new Set(bannedWords.map((word) => word.name))).toEqual(new Set(refused.map(([name]) => name)));
  });

  it.each([
    ['the day of a date that is given', domain, "const day = new Date('2023-01-01');"],
    ['the clock outside the domain', apiFile, 'const at = Date.now();'],
    ['a bound on a wait outside specs', apiFile, 'const timer = setTimeout(giveUp, waitMsMax);'],
    ['the environment in its file', 'apps/api/src/environment.ts', 'export const read = () => process.env;'],
    ['the environment in a tool', 'tools/start/run.ts', 'const port = process.env.PORT;'],
    ['the exit code in main', 'apps/api/src/main.ts', 'process.exit(1);'],
    ['a namespace by name', apiFile, "export * as fields from './fields.ts';"],
    ['the default export of a config', 'apps/api/vite.config.ts', 'export default {};'],
    ['a banned call in a comment', domain, '// Never Date.now(): the executor hands the clock in.'],
    ['a sentence that begins like code', apiFile, '// For a group the members of the issue date count.'],
    ['a link in a string', apiFile, "const address = 'http://localhost'; /* fine */"],
  ])('%s is fine', (_what, path, line) => {
    expect(said({ [path]: `${line}\n` })).toEqual([]);
  });

  it('is found at each of its lines, past comments and strings', () => {
    const text = "/* two\nlines */ const a = '// no comment';\nDate.now();\n\nDate.now(); // Date.now()\n";
    expect(said({ [domain]: text }).map((fault) => fault.split(' ')[0])).toEqual([
      `${domain}:3`,
      `${domain}:5`,
    ]);
    expect(codeOnly(text).split('\n')).toHaveLength(text.split('\n').length);
  });
});

describe('a path', () => {
  it.each([
    'apps/api/src/utils/a.ts',
    'apps/api/src/common/a.ts',
    'apps/api/src/platform/helpers/a.ts',
    'apps/admin/src/shared/a.ts',
    'apps/api/src/platform/helpers.ts',
  ])('%s says nothing', (path) => {
    expect(said({ [path]: '' })).toHaveLength(1);
    expect(said({ [path]: '' })[0]).toContain('says nothing');
  });

  it.each(['apps/admin/src/TaskPage.tsx', 'apps/api/src/task_board.ts', 'docs/How-To/extend.ts'])(
    '%s is not in kebab-case',
    (path) => {
      expect(said({ [path]: '' })[0]).toContain('kebab-case');
    },
  );

  it.each([
    'apps/api/src/index.ts',
    'apps/api/src/platform/vault/index.ts',
    'packages/domain/src/task/sub/index.ts',
  ])('%s is an index away from a root', (path) => {
    expect(said({ [path]: '' })[0]).toContain('an index stands only');
  });

  it.each([
    'README.md',
    'LICENSE',
    '.dependency-cruiser.cjs',
    '.ci/run',
    'infra/Dockerfile.api',
    'packages/domain/src/index.ts',
    'packages/domain/src/task/index.ts',
    'apps/api/src/features/task/task.projection.ts',
    'apps/admin/src/features/task/index.ts',
    'apps/admin/index.html',
    'docs/adr/0001-packages-export-their-source.md',
    'infra/chart/templates/_helpers.tpl',
  ])('%s is fine', (path) => {
    expect(tidy({ paths: [path], files: [] }).faults).toEqual([]);
  });
});

describe('a long file', () => {
  const lines = (count: number) => 'export {};\n'.repeat(count);

  it('is refused past its bound', () => {
    expect(said({ [apiFile]: lines(linesMax) })).toEqual([]);
    expect(said({ [apiFile]: lines(linesMax + 1) })[0]).toContain(
      `${linesMax + 1} lines, at most ${linesMax}`,
    );
  });

  it('is listed before it is refused', () => {
    const long = (count: number) => tidy({ paths: [], files: [{ path: apiFile, text: lines(count) }] }).long;
    expect(long(linesWorthALook)).toEqual([]);
    expect(long(linesWorthALook + 1)).toEqual([`${apiFile}: ${linesWorthALook + 1} lines`]);
    expect(long(linesMax + 1)).toEqual([]);
  });

  it('may be generated, or be a table of data', () => {
    for (const path of [
      'apps/api/src/types.generated.ts',
      'apps/admin/src/env.d.ts',
      'packages/a/data/units.tsv',
    ]) {
      expect(said({ [path]: lines(linesMax + 1) })).toEqual([]);
    }
  });
});

describe('a page', () => {
  const page = 'docs/how-to/extend.md';

  it('has one heading of the first level', () => {
    expect(said({ [page]: '# One\n\n## Two\n' })).toEqual([]);
    expect(said({ [page]: '# One\n\n# Two\n' })[0]).toContain(`${page}:3 2 headings`);
    expect(said({ [page]: '## Two\n' })[0]).toContain('0 headings');
  });

  it('may show another first heading in code', () => {
    expect(said({ [page]: '# One\n\n```sh\n# a comment\n```\n' })).toEqual([]);
  });

  it.each([
    '[a](./gone.md)',
    '[a](../gone/)',
    '[a](/gone.md)',
    '[a]: gone.md',
    '![a](a.png)',
    '[a](../../../out.md)',
  ])('refuses the dead link %s', (link) => {
    expect(said({ [page]: `# One\n\n${link}\n` })).toEqual([expect.stringContaining(`${page}:3 the link`)]);
  });

  it.each([
    '[a](../adr/0001-one.md)',
    '[a](../adr/)',
    '[a](/docs/adr/0001-one.md "title")',
    '[a](../adr/0001-one.md#giao-việc-và-đề-nghị)',
    '[a](#one)',
    '[a](../adr/0001-one.md#code-here)',
    '[a](https://example.org/gone.md)',
    '[a](mailto:a@example.org)',
    '`[a](gone.md)`',
  ])('takes the link %s', (link) => {
    const linked = '# Một\n\n## Giao việc và đề nghị\n\n## `Code` here\n';
    expect(said({ [page]: `# One\n\n${link}\n`, 'docs/adr/0001-one.md': linked })).toEqual([]);
  });

  it('refuses a link to a heading that is not there', () => {
    expect(said({ [page]: '# One\n\n[a](#two)\n' })[0]).toContain('names a heading');
  });
});

describe('both languages', () => {
  const vi = 'apps/admin/src/locales/vi/task.json';
  const en = 'apps/admin/src/locales/en/task.json';

  it('have the same words, whatever their plural forms', () => {
    const english = '{ "a": { "days_one": "{{count}} day", "days_other": "{{count}} days" } }';
    expect(said({ [vi]: '{ "a": { "days_other": "{{count}} ngày" } }', [en]: english })).toEqual([]);
  });

  it('miss nothing that the other has', () => {
    const faults = said({ [vi]: '{ "a": "một", "b": { "c": "hai" } }', [en]: '{ "a": "one" }' });
    expect(faults).toEqual([`${en} the words "b.c" of ${vi} are missing`]);
    expect(said({ [vi]: '{ "a": "một" }' })).toEqual([`${vi} ${en} is missing`]);
    expect(said({ [vi]: '{}', [en]: '{ "a": "one" }' })[0]).toContain(`${vi} the words "a"`);
  });

  it('speak of the same values', () => {
    const faults = said({ [vi]: '{ "a": "{{name}} ký" }', [en]: '{ "a": "signed by {{signer}}" }' });
    expect(faults).toEqual([
      `${vi} "a" speaks of {{name}}, which ${en} does not`,
      `${en} "a" speaks of {{signer}}, which ${vi} does not`,
    ]);
  });
});

describe('the tree', () => {
  it('is what git knows and what it would take, and not what it ignores', () => {
    using folder = makeTree({
      '.gitignore': 'ignored/\n',
      'ignored/a.ts': '',
      'src/kept.ts': 'export {};\n',
      'src/new.ts': 'export {};\n',
    });
    const git = (...rest: string[]) => execFileSync('git', rest, { cwd: folder.folder, stdio: 'pipe' });
    git('init', '-q');
    git('add', 'src/kept.ts');
    const tree = readTree(folder.folder);
    expect([...tree.paths].sort()).toEqual(['.gitignore', 'src/kept.ts', 'src/new.ts']);
    expect(tree.files.map((file) => file.path).sort()).toEqual(['src/kept.ts', 'src/new.ts']);
  });
});
