import { accountManifest } from './features/account/account.manifest.ts';
import { coordinationManifest } from './features/coordination/coordination.manifest.ts';
import { organisationManifest } from './features/organisation/organisation.manifest.ts';
import { planManifest } from './features/plan/plan.manifest.ts';
import { reportManifest } from './features/report/report.manifest.ts';
import { taskManifest } from './features/task/task.manifest.ts';
import { type ExtensionKit, extensionKit } from './platform/extension/kit.ts';
import type { Manifest } from './platform/extension/manifest.ts';

/** The nouns of the house come in by the same door as those of extensions. */
const house: readonly Manifest[] = [
  organisationManifest,
  accountManifest,
  planManifest,
  taskManifest,
  coordinationManifest,
  reportManifest,
];

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
