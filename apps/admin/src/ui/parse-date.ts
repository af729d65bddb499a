/**
 * "2/10/2023", "02-10-2023" or "02.10.23" as 2023-10-02; null when it is not a day of the calendar. A year of two
 * digits lies in this century.
 */
export function parseDate(typed: string): string | null {
  const match = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\s*$/u.exec(typed);
  if (match === null) return null;
  const [, day = '', month = '', year = ''] = match;
  const date = `${year.padStart(4, '20')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(date) ? date : null;
}

/** Whether these words are a day of the calendar, YYYY-MM-DD. */
export function isDay(words: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(words)) return false;
  const instant = Date.parse(`${words}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(words);
}
