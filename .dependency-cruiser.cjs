// The import rules of the house (ARCHITECTURE.md holds them as a table). All are errors, all see type imports
// too, and all are written with groups, so that a new package, noun or feature is guarded the day it is born.

/** Specs, and the fixtures that several of them need. */
const spec = '\\.(?:spec|fixture)\\.tsx?$';
const ours = '^(?:packages|apps|examples|tools)/';
const node = ['core'];

/** A library as it resolves: in the root's node_modules or in a workspace's own. */
function library(...names) {
  return names.map((name) => `(?:^|/)node_modules/(?:@types/)?${name}/`);
}

const testing = library('vitest', 'fast-check');

const domain = [
  {
    name: 'domain-is-pure',
    comment: 'The domain is a pure function of what it is given: no node:*, no framework, no other package.',
    from: { path: '^packages/domain/src/', pathNot: spec },
    to: { pathNot: ['^packages/domain/src/', ...library('zod')] },
  },
  {
    name: 'domain-specs-are-pure',
    comment: 'A scenario of the domain needs vitest, fast-check and the domain itself.',
    from: { path: `^packages/domain/src/.*${spec}` },
    to: { pathNot: ['^packages/domain/src/', ...library('zod'), ...testing] },
  },
  {
    name: 'zod-describes-events-and-commands',
    comment: 'Past the rim everything is parsed: states, decisions and policies know types, not schemas.',
    from: {
      path: '^packages/domain/src/',
      pathNot: ['^packages/domain/src/kernel/', '[/-](?:events|commands)\\.ts$', spec],
    },
    to: { path: library('zod') },
  },
  {
    name: 'kernel-knows-no-noun',
    comment: 'The kernel is what nouns are made of; it knows none of them.',
    from: { path: '^packages/domain/src/kernel/' },
    to: { path: '^packages/domain/src/', pathNot: '^packages/domain/src/kernel/' },
  },
  {
    name: 'nouns-stand-apart',
    comment: 'Declare the small facts type that the decision needs; the executor loads and maps it.',
    from: {
      path: '^packages/domain/src/(?!kernel/)([^/]+)/',
      pathNot: '/reactions(?:\\.spec)?\\.ts$',
    },
    to: {
      path: '^packages/domain/src/[^/]+(?:/|\\.ts$)',
      pathNot: '^packages/domain/src/(?:$1|kernel)/',
    },
  },
  {
    name: 'reactions-know-foreign-messages-only',
    comment: "A reaction may know what was said (another noun's events and commands), never its state.",
    from: { path: '^packages/domain/src/(?!kernel/)([^/]+)/reactions(?:\\.spec)?\\.ts$' },
    to: {
      path: '^packages/domain/src/[^/]+(?:/|\\.ts$)',
      pathNot: [
        '^packages/domain/src/(?:$1|kernel)/',
        '^packages/domain/src/[^/]+/(?:events|commands)\\.ts$',
      ],
    },
  },
  {
    name: 'reactions-know-foreign-messages-as-types',
    comment: "Import another noun's events and commands with `import type`.",
    from: { path: '^packages/domain/src/(?!kernel/)([^/]+)/reactions\\.ts$' },
    to: {
      path: '^packages/domain/src/[^/]+/(?:events|commands)\\.ts$',
      pathNot: '^packages/domain/src/$1/',
      dependencyTypesNot: ['type-only'],
    },
  },
];

const eventStore = [
  {
    name: 'event-store-knows-bytes',
    comment: 'The node knows bytes and names: none of our packages, and no library but gRPC.',
    from: { path: '^packages/event-store/src/', pathNot: [spec, '/wire/', '/spec-[^/]+\\.ts$'] },
    to: { pathNot: ['^packages/event-store/', ...library('@grpc/[^/]+')], dependencyTypesNot: node },
  },
  {
    name: 'event-store-wire-knows-protobuf',
    comment: 'Protobuf is spoken in wire/ alone; the generated messages are those of the official client.',
    from: { path: '^packages/event-store/src/.*/?wire/', pathNot: spec },
    to: {
      pathNot: [
        '^packages/event-store/',
        ...library('@grpc/[^/]+', 'google-protobuf', '@eventstore/db-client'),
      ],
      dependencyTypesNot: node,
    },
  },
  {
    name: 'event-store-stands-alone',
    comment: 'Not even a test of the node needs another of our packages.',
    from: { path: '^packages/event-store/' },
    to: { path: ours, pathNot: '^packages/event-store/' },
  },
];

const otherPackages = [
  {
    name: 'transparency-log-stands-alone',
    comment:
      'A Merkle tree needs hashes (node:crypto) and nothing else, so that it can be published by itself.',
    from: { path: '^packages/transparency-log/src/', pathNot: spec },
    to: { pathNot: ['^packages/transparency-log/src/', '^(?:node:)?crypto$'] },
  },
  {
    name: 'event-log-knows-the-kernel',
    comment:
      'The log carries every noun and knows none: of our packages it sees @songhanh/domain/kernel alone.',
    from: { path: '^packages/event-log/src/', pathNot: spec },
    to: { path: ours, pathNot: ['^packages/event-log/src/', '^packages/domain/src/kernel/'] },
  },
  {
    name: 'event-log-has-one-driver',
    comment: 'Events travel through @eventstore/db-client and through nothing else; no framework here.',
    from: { path: '^packages/event-log/src/', pathNot: [spec, '/contract/'] },
    to: {
      path: '(?:^|/)node_modules/',
      pathNot: library('@eventstore/db-client', 'zod', 'node'),
    },
  },
  {
    name: 'sample-world-plays-commands',
    comment: 'The sample world gives commands to the domain through the event log; it knows no app.',
    from: { path: '^packages/sample-world/src/', pathNot: spec },
    to: { path: ours, pathNot: ['^packages/(?:sample-world|domain|event-log)/'] },
  },
];

const apps = [
  {
    name: 'packages-know-no-app',
    comment: 'Packages are below the apps, the tools and the examples.',
    from: { path: '^packages/' },
    to: { path: '^(?:apps|tools|examples)/' },
  },
  {
    name: 'apps-stand-apart',
    comment: 'Apps meet through the schema and the log, never through imports.',
    from: { path: '^apps/([^/]+)/' },
    to: { path: '^apps/', pathNot: '^apps/$1/' },
  },
  {
    name: 'apps-know-no-tool',
    comment: 'What an app needs to run does not live in tools/.',
    from: { path: '^apps/[^/]+/src/' },
    to: { path: '^tools/' },
  },
  {
    name: 'extensions-come-in-by-one-door',
    comment: 'A package that extends the platform is listed in extensions.ts and is named nowhere else.',
    from: { path: '^apps/', pathNot: ['^apps/api/src/extensions\\.ts$', '/e2e/', spec] },
    to: { path: '^examples/' },
  },
  {
    name: 'schema-is-the-wall',
    comment: 'The admin app sees what the GraphQL schema shows, and no server package.',
    from: { path: '^apps/admin/(?:src/|[^/]+\\.tsx?$)' },
    to: { path: '^(?:packages|tools|examples)/' },
  },
  {
    name: 'admin-runs-in-a-browser',
    comment: 'There is no node:* in a browser.',
    from: { path: '^apps/admin/src/', pathNot: spec },
    to: { dependencyTypes: node },
  },
  {
    name: 'features-stand-apart',
    comment:
      'A feature sees its own folder, platform/, ui/ and packages. In the API return { id } of a foreign noun.',
    from: { path: '^apps/([^/]+)/src/features/([^/]+)/' },
    to: {
      path: '^apps/[^/]+/src/',
      pathNot: ['^apps/$1/src/features/$2/', '^apps/$1/src/(?:platform|ui|locales)/'],
    },
  },
  {
    name: 'reports-stand-apart',
    comment: 'A report of the worker sees its own folder, what every report is, and platform/.',
    from: { path: '^apps/worker/src/reports/([^/]+)/' },
    to: {
      path: '^apps/worker/src/',
      pathNot: '^apps/worker/src/(?:reports/(?:$1/|report-kind\\.ts$)|platform/)',
    },
  },
  {
    name: 'platform-knows-no-feature',
    comment: 'The platform and the ui are below the features and the app that assembles them.',
    from: { path: '^apps/[^/]+/src/(?:platform|ui)/' },
    to: { path: '^apps/[^/]+/src/(?:features|reports|reminders|app)/' },
  },
];

const outside = [
  {
    name: 'tools-know-packages',
    comment: 'Tools work with packages. Start an app as a process; read what it prints or writes.',
    from: { path: '^tools/' },
    to: { path: '^apps/' },
  },
  {
    name: 'examples-know-what-is-public',
    comment:
      'Of the apps an example sees what the API shows to extensions: types of @songhanh/api/extension.',
    from: { path: '^examples/' },
    to: { path: '^apps/', pathNot: '^apps/api/src/extension\\.ts$' },
  },
  {
    name: 'examples-know-types-of-the-api',
    comment: 'What an extension works with is handed to its manifest; import the types with `import type`.',
    from: { path: '^examples/' },
    to: { path: '^apps/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'examples-know-no-tool',
    comment: 'An example shows what somebody outside can do, so it uses what they have.',
    from: { path: '^examples/' },
    to: { path: '^tools/' },
  },
];

const everywhere = [
  {
    name: 'packages-by-name',
    comment: 'Import another workspace by its name and exports, not by a path into its folders.',
    from: { path: '^((?:packages|apps|examples)/[^/]+|tools)/' },
    to: { path: ours, pathNot: '^$1/', dependencyTypes: ['local'] },
  },
  {
    name: 'no-circular-values',
    comment: 'Modules that need each other to load are one module. A cycle of types alone is harmless.',
    from: { path: ours },
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'nobody-imports-a-spec',
    comment: 'What two specs need stands in a file of its own.',
    from: { path: ours },
    to: { path: '\\.spec\\.tsx?$' },
  },
  {
    name: 'fixtures-are-for-specs',
    comment: 'What the program needs to run is no fixture.',
    from: { path: ours, pathNot: [spec, '/e2e/'] },
    to: { path: '\\.fixture\\.tsx?$' },
  },
  {
    name: 'every-import-resolves',
    comment: 'A name or path that is not there, or not exported by its package.',
    from: { path: ours },
    to: { couldNotResolve: true, pathNot: ['^virtual:', '\\?(?:url|raw|worker)$'] },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [...domain, ...eventStore, ...otherPackages, ...apps, ...outside, ...everywhere].map((rule) => ({
    ...rule,
    severity: 'error',
  })),
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(?:^|/)(?:dist|coverage|\\.turbo|\\.data)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mts', '.mjs', '.js', '.cjs', '.json'],
    },
  },
};
