import { and, type Column, like, type SQL, sql } from 'drizzle-orm';
import { isSearch, searchWords } from '../text/vietnamese.ts';

/**
 * Rows whose text, as `searchable` wrote it, holds every word of a search; all rows when nothing is searched for.
 * Words hold letters and digits alone: no sign of LIKE stands in them, and signs alone find nothing.
 */
export function holdsSearched(text: Column, search: string | null | undefined): SQL | undefined {
  if (!isSearch(search)) return undefined;
  const words = searchWords(search);
  return words.length === 0 ? sql`false` : and(...words.map((word) => like(text, `%${word}%`)));
}
