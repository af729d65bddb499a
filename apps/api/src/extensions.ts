import { nouns, reactions } from '@songhanh/domain';
import { accountManifest } from './features/account/account.manifest.ts';
import { organisationManifest } from './features/organisation/organisation.manifest.ts';
import { type ExtensionKit, extensionKit } from './platform/extension/kit.ts';
import { type Manifest, manifestOf } from './platform/extension/manifest.ts';

/** The nouns of the house come in by the same door as those of extensions. */
const features: readonly Manifest[] = [organisationManifest, accountManifest];

/** Nouns that have no field in the schema yet: their commands and events are known all the same. */
const planned: readonly Manifest[] = nouns
  .filter((noun) => !features.some(({ name }) => name === noun.name))
  .map((noun) =>
    manifestOf(noun, {
      compatibleWith: '^0.1.0',
      ...{ sdl: '', resolvers: { map: () => ({}) }, projections: [], access: {}, reactions },
    }),
  );
const house: readonly Manifest[] = [...features, ...planned];

/** A package that extends the platform exports `manifest`, made with what the platform gives it. */
interface ExtensionPackage {
  readonly manifest: (kit: ExtensionKit) => Manifest;
}

/** Extensions that are built in, by package; those of the environment (`EXTENSIONS`) come after them. */
const builtIn: readonly ExtensionPackage[] = [];

/** @throws when a package named cannot be found or exports no manifest */
export async function allManifests(packageNames: readonly string[]): Promise<readonly Manifest[]> {
  const named = await Promise.all(packageNames.map(extensionNamed));
  return [...house, ...[...builtIn, ...named].map(({ manifest }) => manifest(extensionKit))];
}

async function extensionNamed(name: string): Promise<ExtensionPackage> {
  const loaded = (await import(/* @vite-ignore */ name).catch((cause: unknown) => {
    throw new Error(`the extension ${name} cannot be loaded: ${String(cause)}`, { cause });
  })) as Partial<ExtensionPackage>;
  if (typeof loaded.manifest !== 'function')
    throw new Error(`the extension ${name} exports no function \`manifest\``);
  return { manifest: loaded.manifest };
}
