import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const parent = fileURLToPath(new URL('parent.mjs', import.meta.url));
const program = `
  const { watchParent } = await import(${JSON.stringify(parent)});
  const alive = setInterval(() => {}, 1_000);
  watchParent(() => { clearInterval(alive); console.log('gone'); });
  console.log('watching');
`;

test.runIf(process.platform !== 'win32')(
  'a command learns that the shell in which npm started it is gone',
  async () => {
    // With a command behind it the shell stays, as npm's does.
    const shell = spawn('sh', ['-c', '"$NODE" --input-type=module -e "$PROGRAM"; true'], {
      env: { ...process.env, NODE: process.execPath, PROGRAM: program },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    for await (const chunk of shell.stdout) {
      said += chunk;
      if (said === 'watching\n') shell.kill('SIGKILL');
    }
    expect(said).toBe('watching\ngone\n');
  },
);
