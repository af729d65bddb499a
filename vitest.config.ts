import { createRequire } from 'node:module';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

// Every kind of test there is; `npm test` runs them all (tools/test/main.ts). Two groups, one after the other:
// what stands beside the code, two files at a time, then what starts whole processes, one file at a time. The specs of
// the browser wait more than they work: `npm test` runs them beside the others.
// `*.contract.spec.ts` try a server that somebody named; they run where EVENTSTORE_URL names one.

// Bounds for what hangs, not for what is slow: a busy machine takes many times what an idle one does.
const specTimeoutMsMax = 90_000;
const e2eTimeoutMsMax = 300_000;
const ofNamedServers = 'packages/*/src/**/*.contract.spec.ts';

/** Specs beside the code of one part of the house. */
function specs(name: string, ...include: readonly string[]): TestProjectInlineConfiguration {
  return {
    extends: true,
    test: {
      name,
      include: [...include],
      exclude: name === 'store' ? [] : [ofNamedServers],
      testTimeout: specTimeoutMsMax,
      hookTimeout: specTimeoutMsMax,
      maxWorkers: 2,
      sequence: { groupOrder: 0 },
    },
  };
}

/** Specs that start processes of the house and take them as people meet them. */
function wholeProcesses(
  name: string,
  include: string[],
  globalSetup: string[] = [],
): TestProjectInlineConfiguration {
  return {
    extends: true,
    test: {
      ...{ name, include, globalSetup },
      testTimeout: e2eTimeoutMsMax,
      hookTimeout: e2eTimeoutMsMax,
      maxWorkers: 1,
      sequence: { groupOrder: 1 },
    },
  };
}

// Vite takes graphql's own ES modules, Nest and Apollo take what Node takes: a schema must come from one of them.
const graphql = createRequire(new URL('./apps/api/package.json', import.meta.url)).resolve('graphql');

/** Specs of code that keeps nothing between two calls: one process runs all files, without a new start for each. */
function pure(project: TestProjectInlineConfiguration): TestProjectInlineConfiguration {
  return { ...project, test: { ...project.test, isolate: false } };
}

export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/u, replacement: graphql }] },
  test: {
    environment: 'node',
    pool: 'forks',
    teardownTimeout: 20_000,
    projects: [
      pure(specs('domain', 'packages/domain/src/**/*.spec.ts')),
      specs('packages', 'packages/!(domain)/src/**/*.spec.ts', 'packages/*/simulation/**/*.spec.ts'),
      { ...specs('api', 'apps/api/src/**/*.spec.ts'), oxc: { decorator: { legacy: true } } },
      ...(process.env.EVENTSTORE_URL ? [specs('store', ofNamedServers)] : []),
      specs('worker', 'apps/worker/src/**/*.spec.ts'),
      {
        ...pure(specs('admin', 'apps/admin/src/**/*.spec.{ts,tsx}')),
        extends: './apps/admin/vite.config.ts',
      },
      specs('tools', 'tools/!(start)/**/*.spec.ts'),
      specs('examples', 'examples/*/src/**/*.spec.ts'),
      wholeProcesses('e2e', ['{apps/!(admin),examples/*}/e2e/**/*.spec.ts', 'tools/start/**/*.spec.ts']),
      // All its files share the house that the setup starts.
      wholeProcesses('browser', ['apps/admin/e2e/**/*.spec.ts'], ['apps/admin/e2e/world.setup.ts']),
    ],
  },
});
