import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseCommandLine } from './command-line.ts';
import { temporaryFolder } from './spec-observe.ts';

const mistakes: [args: string[], sentence: string][] = [
  ...['x', '', ' ', '0x50', '1e3', '65536', '-1', '80.0'].map((port): [string[], string] => [
    ['--memory', `--port=${port}`],
    `--port '${port}' is not a port number (0 to 65535, in digits)`,
  ]),
  [[], 'Give either --data-dir FOLDER or --memory'],
  [['--data-dir', 'x', '--memory'], 'Give either --data-dir FOLDER or --memory'],
  [['backup', '--data-dir', 'x'], 'Give --into as well'],
  [['verify'], 'Give --data-dir as well'],
  [['dance', '--into', 'x'], 'dance is not something that it can do'],
  [['--memory', '--tls-certificate', 'x'], 'x cannot be read'],
  [['--memory', '--users', 'package.json'], 'package.json must say {"name"'],
  [['--loud'], "Unknown option '--loud'"],
];

test.each(mistakes)('arguments that make no sense are refused: %j', (args, sentence) => {
  expect(() => parseCommandLine(args)).toThrow(sentence);
});

test('users and a certificate are read from their files', () => {
  const folder = temporaryFolder();
  const [users, pem] = [join(folder, 'users.json'), join(folder, 'x.pem')];
  writeFileSync(users, '{"admin": {"password": "secret", "groups": ["$admins"]}}');
  writeFileSync(pem, 'PEM');
  const tlsFiles = ['--tls-certificate', pem, '--tls-private-key', pem];
  expect(parseCommandLine(['--memory', '--host', '0.0.0.0', '--users', users, ...tlsFiles])).toMatchObject({
    options: {
      host: '0.0.0.0',
      users: { admin: { password: 'secret', groups: ['$admins'] } },
      tls: { certificate: 'PEM', privateKey: 'PEM' },
    },
  });
});

test('what makes sense is understood', () => {
  expect(parseCommandLine(['-h'])).toEqual({ kind: 'help' });
  expect(parseCommandLine(['--memory'])).toEqual({ kind: 'serve', options: { memory: true, port: 2113 } });
  expect(parseCommandLine(['--data-dir', 'a', '--port', '0'])).toEqual({
    kind: 'serve',
    options: { dataDir: 'a', port: 0 },
  });
  expect(parseCommandLine(['--memory', '--allow-anonymous-stream-access'])).toEqual({
    kind: 'serve',
    options: { memory: true, port: 2113, allowAnonymousStreamAccess: true },
  });
  expect(parseCommandLine(['backup', '--data-dir', 'a', '--into', 'b'])).toEqual({
    kind: 'backup',
    dataDir: 'a',
    into: 'b',
  });
});
