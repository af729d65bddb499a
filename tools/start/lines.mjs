import { stripVTControlCharacters } from 'node:util';

/** Characters of one line of output; what is longer is cut. */
const lineCharsMax = 20_000;

/**
 * Gives the whole lines of a stream of text.
 * @param {import('node:stream').Readable} stream
 * @param {(line: string) => void} take
 */
export function eachLine(stream, take) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text) => {
    const lines = (rest + text).split(/\r?\n/u);
    rest = (lines.pop() ?? '').slice(0, lineCharsMax);
    for (const line of lines.map(plain)) if (line !== '') take(line);
  });
  stream.on('end', () => {
    if (rest !== '') take(plain(rest));
  });
}

/** Without colours: children write to no terminal, and their last words are quoted in sentences. */
function plain(line) {
  return stripVTControlCharacters(line).slice(0, lineCharsMax);
}

/** The record of a line of JSON, or null. */
export function recordOf(line) {
  if (!line.startsWith('{')) return null;
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
