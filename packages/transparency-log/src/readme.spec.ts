import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { generateKey, judgeProof, parsePolicy, parseSigner, TiledLog } from './index.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

it('does what the README shows', async () => {
  const { signerKey, verifierKey } = generateKey('example.com/log', 'ed25519');
  const files = new Map<string, Uint8Array>();
  const storage = {
    read: async (path: string) => files.get(path) ?? null,
    write: async (path: string, bytes: Uint8Array) => void files.set(path, bytes),
  };
  const signers = [parseSigner(signerKey)];
  const log = await TiledLog.create({ storage, origin: 'example.com/log', signers });
  const entry = new TextEncoder().encode('Kế hoạch số 12 được ban hành');
  const index = log.append(entry);
  await log.publish();
  const file = await log.published.proof(index);
  const verdict = judgeProof(file, { entry }, parsePolicy(`log ${verifierKey}\nquorum none\n`));
  expect(verdict).toMatchObject({ verdict: 'proved', index: 0 });
});

it('is what the README shows, line by line', () => {
  const spec = readFileSync(new URL(import.meta.url), 'utf8');
  const [, example = ''] = readme.split('```ts\n');
  const [shown = ''] = example.split('```');
  const lines = shown.split('\n').filter((line) => line !== '' && !line.startsWith('import'));
  expect(lines).toHaveLength(13);
  for (const line of lines) expect(spec).toContain(line.trim());
});
