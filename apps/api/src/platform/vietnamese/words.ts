/** Words of a search that count; more make it no clearer. */
const searchWordsMax = 8;
/** Letters that an order key looks at; texts that agree so far are ordered by their ids. */
const orderLettersMax = 80;

/**
 * Words without case, diacritics and tone marks, so that "hoa" finds "Hòa" and "Hoà": stripped of all marks,
 * both placements of a tone mark are the same letters. Lists keep a column of it to search in.
 */
export function foldWords(words: string): string {
  return words.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/gu, 'd').toLowerCase();
}

/** `like` patterns, one for each word typed; all of them must hold in a folded column. */
export function searchPatterns(typed: string): readonly string[] {
  return foldWords(typed)
    .split(/\s+/u)
    .filter((word) => word !== '')
    .slice(0, searchWordsMax)
    .map((word) => `%${word.replace(/[\\%_]/gu, '\\$&')}%`);
}

/**
 * A key whose order is that of the Vietnamese alphabet, tones last, numbers by value. Made of digits and small
 * letters alone, so that every collation of a database sorts it the same way.
 */
export function orderKey(words: string): string {
  const letters = [...words.normalize('NFC').toLowerCase().replace(/\d+/gu, padded)].slice(
    0,
    orderLettersMax,
  );
  const primary = letters.map((letter) => ranks.get(withoutTone(letter)) ?? '00').join('');
  const tones = letters.map((letter) => toneOf(letter)).join('');
  return `${primary}00${tones.replace(/0+$/u, '')}`;
}

const alphabet = '0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz';
const ranks = new Map([...alphabet].map((letter, n) => [letter, (n + 1).toString(36).padStart(2, '0')]));

// In the order of Vietnamese dictionaries: level, huyền, hỏi, ngã, sắc, nặng.
const tones = '\u0300\u0309\u0303\u0301\u0323';

function withoutTone(letter: string): string {
  return letter.normalize('NFD').replace(/[̣̀̉̃́]/gu, '').normalize('NFC');
}

function toneOf(letter: string): number {
  for (const mark of letter.normalize('NFD')) if (tones.includes(mark)) return tones.indexOf(mark) + 1;
  return 0;
}

function padded(digits: string): string {
  return digits.padStart(6, '0');
}
