// What a package outside may know of the platform: types alone. What it works with is handed to its
// `manifest` function as `ExtensionKit`.

export type { ExtensionKit } from './platform/extension/kit.ts';
export type { ExtensionPlatform, Manifest, ResolverMap } from './platform/extension/manifest.ts';
export type { RequestContext } from './platform/graphql/request-context.ts';
