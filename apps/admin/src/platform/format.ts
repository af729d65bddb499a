/** Dates and times in the way Vietnamese offices write them, 31/12/2023; numbers in the way of the language shown. */

import { currentLanguage } from './language.ts';

const zone = 'Asia/Ho_Chi_Minh';
const partsOfInstant = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const numbers = { vi: new Intl.NumberFormat('vi-VN'), en: new Intl.NumberFormat('en-GB') };
const collator = new Intl.Collator('vi', { numeric: true, sensitivity: 'variant' });

/** A business date "2023-10-02" as "02/10/2023"; anything else comes back unchanged. */
export function formatDate(date: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/u.exec(date);
  return match === null ? date : `${match[3]}/${match[2]}/${match[1]}`;
}

/** An instant as "14:05 02/10/2023", in Vietnam's time. */
export function formatInstant(instant: string): string {
  const { hour, minute, day, month, year } = partsOf(instant);
  return `${hour}:${minute} ${day}/${month}/${year}`;
}

/** The business date of an instant, YYYY-MM-DD in Vietnam's time. */
export function dateOfInstant(instant: string): string {
  const { day, month, year } = partsOf(instant);
  return `${year}-${month}-${day}`;
}

/** The last second of a business date, as an instant in UTC: "as of that day" includes the day. */
export function endOfDate(date: string): string {
  return new Date(`${date}T23:59:59+07:00`).toISOString();
}

/** "1.234,5" in Vietnamese, "1,234.5" in English. */
export function formatNumber(value: number): string {
  return numbers[currentLanguage()].format(value);
}

/** "25 MiB" style sizes with one decimal at most; binary units because the upload limit is one. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const [value, unit] = bytes < 1024 ** 2 ? [bytes / 1024, 'KiB'] : [bytes / 1024 ** 2, 'MiB'];
  return `${formatNumber(Math.round(value * 10) / 10)} ${unit}`;
}

/** Orders words by the Vietnamese alphabet, numbers inside them by value. */
export function compareWords(a: string, b: string): number {
  return collator.compare(a, b);
}

/** Whole days from one business date to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

function partsOf(instant: string): Record<string, string> {
  const parts = partsOfInstant.formatToParts(new Date(instant));
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
}
