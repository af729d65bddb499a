import { expect, test } from 'vitest';
import { parseCommandLine } from './command-line.ts';

const mistakes: [args: string[], sentence: string][] = [
  [['--memory', '--port', 'x'], '--port x is not a port number (0 to 65535)'],
  [[], 'Give either --data-dir FOLDER or --memory'],
  [['--data-dir', 'x', '--memory'], 'Give either --data-dir FOLDER or --memory'],
  [['backup', '--data-dir', 'x'], 'Give --into FOLDER'],
  [['verify'], 'Give --data-dir FOLDER'],
  [['dance', '--into', 'x'], 'dance is not something that it can do'],
  [['--loud'], "Unknown option '--loud'"],
];

test.each(mistakes)('arguments that make no sense are refused: %j', (args, sentence) => {
  expect(() => parseCommandLine(args)).toThrow(sentence);
});

test('what makes sense is understood', () => {
  expect(parseCommandLine(['-h'])).toEqual({ kind: 'help' });
  expect(parseCommandLine(['--memory'])).toEqual({ kind: 'serve', place: { memory: true }, port: 2113 });
  expect(parseCommandLine(['--data-dir', 'a', '--port', '0'])).toEqual({
    kind: 'serve',
    place: { dataDir: 'a' },
    port: 0,
  });
  expect(parseCommandLine(['backup', '--data-dir', 'a', '--into', 'b'])).toEqual({
    kind: 'backup',
    dataDir: 'a',
    into: 'b',
  });
});
