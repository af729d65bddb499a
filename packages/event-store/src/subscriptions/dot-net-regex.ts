import { FilterError } from './filter-error.ts';

/** A regular expression as JavaScript reads it: for names of ASCII alone, and for others. */
export type Translated = { ascii: string; unicode: string };

/** What `\w` means in .NET: letters, marks that take no space, decimal digits and connectors of every script. */
const word = '\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}';
const boundary = `(?:(?<=[${word}])(?![${word}])|(?<![${word}])(?=[${word}]))`;
const noBoundary = `(?:(?<=[${word}])(?=[${word}])|(?<![${word}])(?![${word}]))`;

/** Escapes that both know and that mean ASCII alone in JavaScript; within a class and outside of one. */
const unicodeEscapes: Readonly<Record<string, { inClass: string | null; outside: string }>> = {
  w: { inClass: word, outside: `[${word}]` },
  W: { inClass: null, outside: `[^${word}]` },
  d: { inClass: '\\p{Nd}', outside: '\\p{Nd}' },
  D: { inClass: '\\P{Nd}', outside: '\\P{Nd}' },
  b: { inClass: '\\b', outside: boundary },
  B: { inClass: null, outside: noBoundary },
};

/** Anchors that JavaScript has no escape for. */
const anchors: Readonly<Record<string, string>> = { A: '^', z: '$', Z: '$' };

/**
 * Clients of EventStoreDB write the regular expressions of its server, which are .NET's. Those of JavaScript are read
 * alike but for a few escapes, which would select other names in silence: they are translated, and class subtraction,
 * which has no counterpart, is refused.
 */
export function fromDotNet(source: string): Translated {
  let ascii = '';
  let unicode = '';
  let inClass = false;
  for (const token of source.match(/\\[\s\S]|-\[|[\s\S]/gu) ?? []) {
    if (inClass && token === '-[')
      throw new FilterError(`Class subtraction ('-[' in '${source}') is not supported.`);
    const [plain, wide] = token.startsWith('\\') ? escaped(token, inClass) : [token, token];
    ascii += plain;
    unicode += wide;
    if (token === '[' || token === '-[') inClass = true;
    else if (token === ']') inClass = false;
  }
  return { ascii, unicode };
}

function escaped(token: string, inClass: boolean): [ascii: string, unicode: string] {
  const letter = token.slice(1);
  const anchor = anchors[letter];
  if (anchor !== undefined && !inClass) return [anchor, anchor];
  const wide = unicodeEscapes[letter];
  if (wide === undefined) return [token, token];
  const unicode = inClass ? wide.inClass : wide.outside;
  if (unicode === null)
    throw new FilterError(`'${token}' within brackets is not supported; write it outside of them.`);
  return [token, unicode];
}
