/**
 * Words without case, diacritics and tone marks, so that "hoa" finds "Hòa" and "Hoà": stripped of all marks,
 * both placements of a tone mark are the same letters.
 */
export function foldWords(words: string): string {
  return words.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/gu, 'd').toLowerCase();
}

/** Whether every word that was typed occurs somewhere in the text; signs are no words, and alone find nothing. */
export function matchesWords(text: string, typed: string): boolean {
  if (typed.trim() === '') return true;
  const words = foldWords(typed).match(/[\p{L}\p{N}]+/gu) ?? [];
  const folded = foldWords(text);
  return words.length > 0 && words.every((word) => folded.includes(word));
}
