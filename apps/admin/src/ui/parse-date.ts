/**
 * "2/10/2023", "02-10-2023" or "02.10.23" as 2023-10-02; null when it is not a day of the calendar. A year of two
 * digits lies in this century.
 */
export function parseDate(typed: string): string | null {
  const match = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\s*$/u.exec(typed);
  if (match === null) return null;
  const [, day = '', month = '', year = ''] = match;
  const date = `${year.padStart(4, '20')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const instant = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(date) ? date : null;
}
