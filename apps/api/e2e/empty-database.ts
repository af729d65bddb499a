import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import apiPackage from '../package.json' with { type: 'json' };

const version = apiPackage.dependencies['@electric-sql/pglite'];
const template = join(tmpdir(), `songhanh-empty-database-${version}`);

/**
 * Gives a data folder an embedded database that is already made: making one takes many times as long as all
 * else at a start, and is always the same. The first test makes it for the others.
 */
export async function copyEmptyDatabase(dataDir: string): Promise<void> {
  if (!existsSync(template)) await makeTemplate();
  await mkdir(dataDir, { recursive: true });
  await cp(template, join(dataDir, 'postgres'), { recursive: true });
}

async function makeTemplate(): Promise<void> {
  const folder = await mkdtemp(`${template}-making-`);
  const database = await PGlite.create({ dataDir: join(folder, 'postgres') });
  await database.close();
  // Somebody else may have been quicker: theirs is as good.
  await rename(join(folder, 'postgres'), template).catch(() => {});
  await rm(folder, { recursive: true, force: true });
}
