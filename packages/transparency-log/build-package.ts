// Makes `dist/`, the package as it is published: Node strips no types under node_modules, so it holds JavaScript
// with declarations beside it, and a package.json that points at them (ADR 0001).
import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
const dist = join(here, 'dist');

rmSync(dist, { recursive: true, force: true });
execFileSync('tsc', ['-p', 'tsconfig.package.json'], { cwd: here, stdio: 'inherit' });
writeFileSync(join(dist, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
copyFileSync(join(here, 'README.md'), join(dist, 'README.md'));
copyFileSync(join(here, '../../LICENSE'), join(dist, 'LICENSE'));

/** The source's manifest without what is of use in the workspace alone, and where the repository is, if it tells that. */
function manifest(): Record<string, unknown> {
  const { private: _, scripts: __, ...published } = manifestIn(here);
  const { repository, homepage } = manifestIn(join(here, '../..'));
  return {
    ...published,
    repository,
    homepage,
    exports: { '.': { types: './index.d.ts', default: './index.js' } },
    engines: { node: '>=24' },
  };
}

function manifestIn(folder: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
