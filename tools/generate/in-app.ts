import { execFileSync } from 'node:child_process';
import { z } from 'zod';
import { inHouse } from './house.ts';

const object = z.record(z.string(), z.unknown());

/**
 * Tools import no app: what an app's modules say of themselves is printed as JSON by a process of its own.
 * `code` is a module whose imports are relative to the root; it ends with `print(value)`.
 */
export function inApp(code: string): Record<string, unknown> {
  const print = 'const print = (value) => process.stdout.write(JSON.stringify(value));';
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', `${print}\n${code}`], {
    cwd: inHouse('.'),
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  });
  return object.parse(JSON.parse(printed));
}
