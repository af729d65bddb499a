import { createRequire } from 'node:module';
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import { describe, expect, it } from 'vitest';
import { type Leaf, makeTree } from './tree.ts';

interface Configuration {
  readonly forbidden: readonly IForbiddenRuleType[];
  readonly options: object;
}

const rules = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as Configuration;

/** A package as the resolver finds it, with one module. */
function library(name: string): Record<string, Leaf> {
  return {
    [`node_modules/${name}/package.json`]: JSON.stringify({ name, type: 'module', exports: './index.js' }),
    [`node_modules/${name}/index.js`]: 'export const it = 1;\n',
  };
}

/** One of our packages, linked by name as npm does. */
function workspace(name: string, exports: Record<string, string>): Record<string, Leaf> {
  return {
    [`packages/${name}/package.json`]: JSON.stringify({ name: `@songhanh/${name}`, type: 'module', exports }),
    [`node_modules/@songhanh/${name}`]: { link: `../../packages/${name}` },
  };
}

const house: Record<string, Leaf> = {
  'package.json': '{ "type": "module" }',
  ...workspace('domain', {
    '.': './src/index.ts',
    './kernel': './src/kernel/index.ts',
    './task': './src/task/index.ts',
  }),
  ...workspace('event-log', { '.': './src/index.ts' }),
  ...workspace('event-store', { '.': './src/index.ts' }),
  ...library('zod'),
  ...library('vitest'),
  ...library('@nestjs/common'),
  ...library('@grpc/grpc-js'),
  ...library('google-protobuf'),
  ...library('@eventstore/db-client'),
  'packages/domain/src/index.ts': 'export const domain = 1;\n',
  'packages/domain/src/kernel/index.ts': 'export const kernel = 1;\nexport type Kernel = 1;\n',
  'packages/domain/src/task/index.ts': 'export const task = 1;\n',
  'packages/domain/src/task/state.ts': 'export const state = 1;\nexport type State = 1;\n',
  'packages/domain/src/task/events.ts': 'export const events = 1;\nexport type Events = 1;\n',
  'packages/event-log/src/index.ts': 'export const eventLog = 1;\n',
  'packages/event-store/src/index.ts': 'export const eventStore = 1;\n',
  'packages/transparency-log/src/index.ts': 'export const tree = 1;\n',
  'packages/sample-world/src/index.ts': 'export const world = 1;\n',
  'apps/api/src/extension.ts': 'export type Kit = 1;\n',
  'apps/api/src/platform/access.ts': 'export const access = 1;\n',
  'apps/api/src/features/task/task.resolver.ts': 'export const resolver = 1;\n',
  'apps/admin/src/ui/button.ts': 'export const button = 1;\n',
  'apps/admin/src/app/router.ts': 'export const router = 1;\n',
  'apps/worker/src/main.ts': 'export const worker = 1;\n',
  'apps/worker/src/reports/other/render.ts': 'export const render = 1;\n',
  'apps/worker/src/reports/report-kind.ts': 'export const kind = 1;\n',
  'packages/event-log/src/b.fixture.ts': 'export const b = 1;\n',
  'tools/start/main.ts': 'export const start = 1;\n',
  'examples/extension/src/index.ts': 'export const extension = 1;\n',
};

/** Rule, module, and the import for which it is refused. */
const refused: readonly [string, string, string][] = [
  ['domain-is-pure', 'packages/domain/src/task/decide.ts', "import 'node:fs'"],
  ['domain-is-pure', 'packages/domain/src/brandnew/decide.ts', "import '@nestjs/common'"],
  ['domain-is-pure', 'packages/domain/src/task/decide.ts', "import type { E } from '@songhanh/event-log'"],
  ['domain-specs-are-pure', 'packages/domain/src/task/task.spec.ts', "import '@songhanh/event-log'"],
  ['zod-describes-events-and-commands', 'packages/domain/src/task/state2.ts', "import { it } from 'zod'"],
  ['kernel-knows-no-noun', 'packages/domain/src/kernel/a.ts', "import '../task/state.ts'"],
  ['nouns-stand-apart', 'packages/domain/src/brandnew/decide.ts', "import '../task/state.ts'"],
  [
    'nouns-stand-apart',
    'packages/domain/src/brandnew/decide.ts',
    "import type { State } from '../task/state.ts'",
  ],
  ['nouns-stand-apart', 'packages/domain/src/brandnew/decide.ts', "import '../task/index.ts'"],
  ['nouns-stand-apart', 'packages/domain/src/brandnew/decide.ts', "import '../index.ts'"],
  [
    'reactions-know-foreign-messages-only',
    'packages/domain/src/brandnew/reactions.ts',
    "import type { State } from '../task/state.ts'",
  ],
  [
    'reactions-know-foreign-messages-as-types',
    'packages/domain/src/brandnew/reactions.ts',
    "import { events } from '../task/events.ts'; events;",
  ],
  ['event-store-knows-bytes', 'packages/event-store/src/log/a.ts', "import 'google-protobuf'"],
  ['event-store-wire-knows-protobuf', 'packages/event-store/src/wire/a.ts', "import 'zod'"],
  ['event-store-stands-alone', 'packages/event-store/src/a.spec.ts', "import '@songhanh/domain'"],
  ['transparency-log-stands-alone', 'packages/transparency-log/src/a.ts', "import 'node:fs'"],
  ['event-log-knows-the-kernel', 'packages/event-log/src/a.ts', "import '@songhanh/domain/task'"],
  ['event-log-has-one-driver', 'packages/event-log/src/a.ts', "import '@nestjs/common'"],
  ['sample-world-plays-commands', 'packages/sample-world/src/a.ts', "import '@songhanh/event-store'"],
  ['packages-know-no-app', 'packages/sample-world/src/a.ts', "import '../../../apps/worker/src/main.ts'"],
  ['apps-stand-apart', 'apps/api/src/a.ts', "import '../../worker/src/main.ts'"],
  ['apps-know-no-tool', 'apps/worker/src/a.ts', "import '../../../tools/start/main.ts'"],
  [
    'extensions-come-in-by-one-door',
    'apps/api/src/app.module.ts',
    "import '../../../examples/extension/src/index.ts'",
  ],
  [
    'schema-is-the-wall',
    'apps/admin/src/features/task/a.tsx',
    "import type { T } from '@songhanh/domain/task'",
  ],
  ['admin-runs-in-a-browser', 'apps/admin/src/platform/a.ts', "import 'node:path'"],
  ['features-stand-apart', 'apps/api/src/features/brandnew/a.ts', "import '../task/task.resolver.ts'"],
  ['features-stand-apart', 'apps/admin/src/features/brandnew/a.tsx', "import '../../app/router.ts'"],
  ['reports-stand-apart', 'apps/worker/src/reports/brandnew/a.ts', "import '../other/render.ts'"],
  ['platform-knows-no-feature', 'apps/api/src/platform/a.ts', "import '../features/task/task.resolver.ts'"],
  ['platform-knows-no-feature', 'apps/admin/src/ui/a.tsx', "import '../app/router.ts'"],
  ['tools-know-packages', 'tools/generate/a.ts', "import '../../apps/worker/src/main.ts'"],
  [
    'examples-know-what-is-public',
    'examples/extension/src/a.ts',
    "import type { T } from '../../../apps/api/src/platform/access.ts'",
  ],
  [
    'examples-know-types-of-the-api',
    'examples/extension/src/a.ts',
    "import '../../../apps/api/src/extension.ts'",
  ],
  ['examples-know-no-tool', 'examples/extension/src/a.ts', "import '../../../tools/start/main.ts'"],
  ['packages-by-name', 'apps/api/src/a.ts', "import '../../../packages/event-log/src/index.ts'"],
  ['nobody-imports-a-spec', 'apps/api/src/a.ts', "import './b.spec.ts'"],
  ['fixtures-are-for-specs', 'apps/api/src/a.ts', "import './b.fixture.ts'"],
  ['every-import-resolves', 'apps/api/src/a.ts', "import '@songhanh/domain/task/state'"],
  ['every-import-resolves', 'apps/api/src/a.ts', "import './nowhere.ts'"],
];

/** The names of the rules that a tree breaks when the given modules stand in the house. */
async function broken(modules: Record<string, string>): Promise<string[]> {
  using tree = makeTree({ ...house, ...modules });
  const result = await cruise(['packages', 'apps', 'tools', 'examples'], {
    ...rules.options,
    baseDir: tree.folder,
    validate: true,
    ruleSet: { forbidden: [...rules.forbidden] },
  });
  const { summary } = result.output as ICruiseResult;
  return [...new Set(summary.violations.map((violation) => violation.rule.name))].sort();
}

describe('what each part may import', () => {
  it.each<[string, string, string]>([
    ['zod in events', 'packages/domain/src/plan/events.ts', "import { it } from 'zod'"],
    [
      'the kernel in a noun',
      'packages/domain/src/plan/state.ts',
      "import { kernel } from '../kernel/index.ts'",
    ],
    ['vitest in a scenario', 'packages/domain/src/plan/plan.spec.ts', "import { it } from 'vitest'"],
    [
      'what another noun said, as a type, in a reaction',
      'packages/domain/src/plan/reactions.ts',
      "import type { Events } from '../task/events.ts'",
    ],
    [
      'gRPC and node:* in the node',
      'packages/event-store/src/server.ts',
      "import '@grpc/grpc-js'; import 'node:fs'",
    ],
    ['protobuf on the wire', 'packages/event-store/src/wire/message.ts', "import 'google-protobuf'"],
    ['hashes in a Merkle tree', 'packages/transparency-log/src/hash.ts', "import 'node:crypto'"],
    ['the kernel in the event log', 'packages/event-log/src/fold.ts', "import '@songhanh/domain/kernel'"],
    [
      'a noun by name in the API',
      'apps/api/src/features/task/task.module.ts',
      "import '@songhanh/domain/task'",
    ],
    ['the platform in a feature', 'apps/api/src/features/task/a.ts', "import '../../platform/access.ts'"],
    ['the domain in a tool', 'tools/generate/main.ts', "import '@songhanh/domain'"],
    ['what every report is in a report', 'apps/worker/src/reports/a/read.ts', "import '../report-kind.ts'"],
    ['a fixture in a spec', 'packages/event-log/src/a.spec.ts', "import './b.fixture.ts'"],
    [
      'what the API shows to extensions in an example',
      'examples/extension/src/a.ts',
      "import type { Kit } from '../../../apps/api/src/extension.ts'",
    ],
    [
      'an example at its door',
      'apps/api/src/extensions.ts',
      "import '../../../examples/extension/src/index.ts'",
    ],
  ])('%s', async (_what, path, code) => {
    const found = await broken({ [path]: code });
    expect(found.filter((name) => name !== 'packages-by-name')).toEqual([]);
  });
});

describe('what each rule refuses', () => {
  it.each(refused)('%s: %s with %s', async (rule, path, code) => {
    const b = 'export const b = 1;\n';
    const modules = { 'apps/api/src/b.spec.ts': b, 'apps/api/src/b.fixture.ts': b, [path]: code };
    expect(await broken(modules)).toContain(rule);
  });

  it('a cycle of values, and not a cycle through a type', async () => {
    const a = 'packages/event-log/src/a.ts';
    const b = 'packages/event-log/src/b.ts';
    const needsB = "import { b } from './b.ts'; export const a = () => b;";
    expect(
      await broken({ [a]: needsB, [b]: "import { a } from './a.ts'; export const b = () => a;" }),
    ).toEqual(['no-circular-values']);
    expect(
      await broken({ [a]: needsB, [b]: "import type { a } from './a.ts'; export const b = 1;" }),
    ).toEqual([]);
  });

  it('nothing in the house as it stands', async () => {
    expect(await broken({})).toEqual([]);
  });

  it('by every rule, as an error', () => {
    const shown = new Set([...refused.map(([rule]) => rule), 'no-circular-values']);
    expect(new Set(rules.forbidden.map((rule) => rule.name))).toEqual(shown);
    expect(new Set(rules.forbidden.map((rule) => rule.severity))).toEqual(new Set(['error']));
  });
});
