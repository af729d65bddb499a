import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { faultOfNode } from './node-version.ts';
import { processTestMsMax } from './spec-process.ts';

const sentenceOn = (version: string, name: string) =>
  `${name} needs Node 24 or newer; this is ${version} (${process.execPath}).`;

test('an older Node is named with its place, a newer one runs', () => {
  for (const old of ['18.20.8', '20.20.2', '22.21.0', '23.11.1'])
    expect(faultOfNode('it', old)).toBe(sentenceOn(old, 'it'));
  for (const able of ['24.0.0', '26.1.0', '100.0.0']) expect(faultOfNode('it', able)).toBeNull();
});

/** What an older Node does before any module runs: it says its version, and links nothing that imports node:sqlite. */
const older = `
import { registerHooks } from 'node:module';
Object.defineProperty(process.versions, 'node', { value: '20.20.2' });
registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'node:sqlite') throw new Error('No such built-in module: node:sqlite');
    return next(specifier, context);
  },
});`;

function runOnOlder(...args: string[]) {
  const preload = `data:text/javascript,${encodeURIComponent(older)}`;
  return spawnSync(process.execPath, ['--import', preload, ...args], { encoding: 'utf8' });
}

test(
  'on an older Node the command says so in one line, and so does the package',
  () => {
    const command = runOnOlder(join(import.meta.dirname, 'bin.ts'), '--help');
    expect([command.status, command.stdout]).toEqual([1, '']);
    expect(command.stderr).toBe(`${sentenceOn('20.20.2', 'songhanh-event-store')}\n`);
    const imported = runOnOlder(join(import.meta.dirname, 'index.ts'));
    expect(imported.status).toBe(1);
    expect(imported.stderr).toContain(`Error: ${sentenceOn('20.20.2', '@songhanh/event-store')}\n`);
  },
  processTestMsMax,
);
