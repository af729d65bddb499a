/**
 * Words without case, diacritics and tone marks, so that "hoa" finds "Hòa" and "Hoà": stripped of all marks,
 * both placements of a tone mark are the same letters.
 */
export function foldWords(words: string): string {
  return words.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/gu, 'd').toLowerCase();
}

/** Whether every word that was typed occurs somewhere in the text. */
export function matchesWords(text: string, typed: string): boolean {
  const folded = foldWords(text);
  return foldWords(typed)
    .split(/\s+/u)
    .every((word) => folded.includes(word));
}
