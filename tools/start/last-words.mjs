import { recordOf } from './lines.mjs';
import { say } from './words.mjs';

const wordsLinesMax = 6;
/** Lines of Node's own around an error: where it was thrown, its stack, warnings. */
const noise = /^(?:\s+at |Node\.js v|\(node:|\(Use `node|node:|file:\/\/|\s*\^+\s*$|\s*throw )/u;

/**
 * Why a process ended: what it said last, or how it ended when it said nothing.
 * @param {readonly string[]} lines
 */
export function lastWords(lines, code, signal) {
  if (signal !== null) return say(`bị dừng bởi ${signal}`, `stopped by ${signal}`);
  const words = lines.map(messageOf).filter((line) => line !== null);
  const thrown = words.findLastIndex((line) => /^(?:\w+: |.* \[\w+\]: |\w*(?:Error|Faulty): )/u.test(line));
  const said = thrown < 0 ? words : words.slice(thrown);
  return said.length > 0
    ? said.slice(0, wordsLinesMax).join('\n')
    : say(`mã thoát ${code}`, `exit code ${code}`);
}

function messageOf(line) {
  const record = recordOf(line);
  if (record === null) return noise.test(line) ? null : line;
  return record.level >= 50 ? (record.err?.message ?? record.msg ?? null) : null;
}
