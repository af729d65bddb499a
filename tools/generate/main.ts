import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { commandCatalogue } from './command-catalogue.ts';
import { environmentReference } from './environment-reference.ts';
import { eventCatalogue } from './event-catalogue.ts';
import { house } from './house.ts';
import { permissionReference } from './permission-reference.ts';
import { printedSchema } from './printed-schema.ts';
import { schemaTypes } from './schema-types.ts';

// npm run generate: writes the reference that is made from the code. With --check it writes nothing and fails
// when a committed page is stale.

const pages: Readonly<Record<string, () => string | Promise<string>>> = {
  'apps/api/schema.graphql': printedSchema,
  'apps/admin/src/platform/graphql-env.d.ts': schemaTypes,
  'docs/reference/events.md': eventCatalogue,
  'docs/reference/commands.md': commandCatalogue,
  'docs/reference/permissions.md': permissionReference,
  'docs/reference/environment.md': environmentReference,
};

const checking = process.argv.includes('--check');
let stale = 0;
for (const [path, make] of Object.entries(pages)) {
  const url = new URL(path, house);
  const made = await make();
  const present = await readFile(url, 'utf8').catch(() => '');
  if (made === present) continue;
  stale += 1;
  if (checking) {
    console.error(`${path} is stale: run \`npm run generate\` and commit what it wrote.`);
  } else {
    await mkdir(dirname(url.pathname), { recursive: true });
    await writeFile(url, made);
    console.log(`wrote ${path}`);
  }
}
if (stale === 0) console.log('The generated reference is up to date.');
process.exitCode = checking && stale > 0 ? 1 : 0;
