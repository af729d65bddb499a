/**
 * Words without case, diacritics and tone marks, so that "hoa" finds "Hòa" and "Hoà": stripped of all marks,
 * both placements of a tone mark are the same letters.
 */
export function foldWords(words: string): string {
  return words.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/gu, 'd').toLowerCase();
}

/**
 * Whether every word that was typed begins a word of the text: "y te" finds what is about health, and no "Mỹ" nor
 * "Committee". Signs are no words, and alone find nothing.
 */
export function matchesWords(text: string, typed: string): boolean {
  if (typed.trim() === '') return true;
  const wanted = wordsOf(typed);
  const words = wordsOf(text);
  return wanted.length > 0 && wanted.every((want) => words.some((word) => word.startsWith(want)));
}

function wordsOf(text: string): readonly string[] {
  return foldWords(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}
