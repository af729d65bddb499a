import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createLogger, nestLogger } from './logger.ts';

function logged(
  write: (logger: ReturnType<typeof createLogger>) => void,
): readonly Record<string, unknown>[] {
  const lines = new PassThrough();
  write(createLogger('info', lines));
  const text: Buffer | null = lines.read();
  return (text?.toString('utf8') ?? '')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

describe('a line of the log', () => {
  it('says what the database said, and not what a query carried', () => {
    const cause = new Error('invalid byte sequence');
    const failed = new Error('Failed query: select $1\nparams: Nguyễn Thị Lan', { cause });
    const [line] = logged((logger) => logger.error({ err: failed }, 'an operation failed'));
    expect(line).toMatchObject({ msg: 'an operation failed', err: { message: 'invalid byte sequence' } });
    expect(JSON.stringify(line)).not.toContain('Lan');
  });

  it('is not written twice for what a resolver throws', () => {
    const lines = logged((logger) => {
      nestLogger(logger).error('Failed query … params: Nguyễn Thị Lan', 'ExceptionsHandler');
      nestLogger(logger).error('a module is missing', 'Injector');
    });
    expect(lines).toMatchObject([{ nest: 'Injector', msg: 'a module is missing' }]);
  });
});
