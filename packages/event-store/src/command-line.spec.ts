import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageVersion, parseCommandLine } from './command-line.ts';
import { temporaryFolder } from './spec-observe.ts';

const mistakes: [args: string[], sentence: string][] = [
  ...['x', ' ', '0x50', '1e3', '65536', '-1', '80.0'].map((port): [string[], string] => [
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
  [['--data-dri', 'x'], '--data-dri is no option. See --help.'],
  [['-x'], '-x is no option'],
  [['--data-dir'], '--data-dir needs a value; one that begins with a dash is written --data-dir=VALUE'],
  [['--port', '--memory'], '--port needs a value'],
  [['--memory=yes'], '--memory takes no value'],
  [['--help=yes'], '--help takes no value'],
  ...['data-dir', 'into', 'port', 'host', 'users'].map((name): [string[], string] => [
    ['--memory', `--${name}=`],
    `--${name} needs a value`,
  ]),
  [['--data-dir', 'x', '--into', 'y'], '--into is for backup and salvage; put one of them before it'],
  [['verify', '--data-dir', 'x', '--into', 'y'], 'verify takes no --into'],
  [['backup', '--data-dir', 'x', '--into', 'y', '--port', '1'], 'backup takes no --port'],
];

test.each(mistakes)('arguments that make no sense are refused: %j', (args, sentence) => {
  expect(() => parseCommandLine(args)).toThrow(sentence);
});

const faultyUsers: [json: string, sentence: string][] = [
  ['{', 'it is not JSON'],
  ['{}', 'it names nobody, and nobody could use the node'],
  ['[]', 'they must be an object'],
  ['{"admin": "changeit"}', "the user 'admin' must be an object with a password and groups"],
  ['{"admin": {"password": "", "groups": []}}', "the user 'admin' needs a password of 1 to 1024 characters"],
];

test.each(faultyUsers)('users who could not be used are refused: %s', (json, sentence) => {
  const file = join(temporaryFolder(), 'users.json');
  writeFileSync(file, json);
  expect(() => parseCommandLine(['--memory', '--users', file])).toThrow(
    `${file} must say {"name": {"password": "…", "groups": ["…"]}} for each user: ${sentence}`,
  );
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
  expect(parseCommandLine(['--version'])).toEqual({ kind: 'version' });
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

test('its version is that of the package', () => {
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'));
  expect(packageVersion()).toBe(manifest.version);
});
