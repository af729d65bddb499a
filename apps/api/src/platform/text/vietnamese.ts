/**
 * Text as a search compares it: small letters without diacritics, so that neither they nor the place of a tone
 * mark matter ("hoà" and "hòa" are both "hoa"); everything else is one space.
 */
export function searchable(...texts: readonly (string | null)[]): string {
  return texts
    .filter((text) => text !== null)
    .join(' ')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Whether anything is searched for, be it signs alone. */
export function isSearch(search: string | null | undefined): search is string {
  return search != null && search.trim() !== '';
}

/** The words of a search, each of which must be found; at most so many are looked for. */
export function searchWords(search: string): readonly string[] {
  return searchable(search.slice(0, searchCharactersMax)).split(' ').filter(Boolean).slice(0, searchWordsMax);
}

const searchCharactersMax = 200;
const searchWordsMax = 8;

/** Letters of the Vietnamese alphabet in their order, with those that only foreign words have. */
const alphabet = 'aăâbcdđeêfghijklmnoôơpqrstuưvwxyz';
/** The order of tones in dictionaries: none, grave, hook above, tilde, acute, dot below. */
const tones = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];
const letterMarks = /[\u0302\u0306\u031b]/u;

/** A key that sorts byte by byte (collation "C") as the Vietnamese alphabet does: letters first, then tones. */
export function sortKey(text: string): string {
  let letters = '';
  let toneKey = '';
  for (const letter of text.normalize('NFC').toLowerCase()) {
    const marks = [...letter.normalize('NFD')].slice(1);
    const tone = marks.find((mark) => tones.includes(mark)) ?? '';
    const base = [letter.normalize('NFD').charAt(0), ...marks.filter((mark) => letterMarks.test(mark))]
      .join('')
      .normalize('NFC');
    const at = alphabet.indexOf(base);
    letters += at === -1 ? base : String.fromCharCode(0x61 + Math.floor(at / 8)) + String(at % 8);
    toneKey += String(tones.indexOf(tone));
  }
  return `${letters}\t${toneKey}`;
}
