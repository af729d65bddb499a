import type { Locale } from '../report-kind.ts';

/** Viet Nam keeps one time all year. */
const vietnamOffsetMs = 7 * 60 * 60_000;
const monthsEnglish = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** "ngày 03 tháng 02 năm 2023": a zero before days below 10 and months 1 and 2 (Decree 30/2020). */
export function longDate(date: string, locale: Locale): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  if (locale === 'en') return `${day} ${monthsEnglish[month - 1]} ${year}`;
  const monthText = month < 3 ? `0${month}` : String(month);
  return `ngày ${String(day).padStart(2, '0')} tháng ${monthText} năm ${year}`;
}

/** "03/02/2023" in Vietnamese, "3 Feb 2023" in English: short enough for a cell. */
export function shortDate(date: string | null, locale: Locale): string {
  if (date === null) return '';
  const [year = '', month = '', day = ''] = date.split('-');
  if (locale === 'vi') return `${day}/${month}/${year}`;
  return `${Number(day)} ${(monthsEnglish[Number(month) - 1] ?? '').slice(0, 3)} ${year}`;
}

/** The business day of an instant. */
export function dayOf(instant: string): string {
  return new Date(Date.parse(instant) + vietnamOffsetMs).toISOString().slice(0, 10);
}

/** "17 giờ 05" in Vietnamese, "17:05" in English. */
export function timeOf(instant: string, locale: Locale): string {
  const [hours = '', minutes = ''] = new Date(Date.parse(instant) + vietnamOffsetMs)
    .toISOString()
    .slice(11, 16)
    .split(':');
  return locale === 'vi' ? `${hours} giờ ${minutes}` : `${hours}:${minutes}`;
}

/** 1234 → "1.234" in Vietnamese, "1,234" in English. */
export function count(value: number, locale: Locale): string {
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/gu, locale === 'vi' ? '.' : ',');
}

/** "67 %", which no line end parts. */
export function percentOf(value: number): string {
  return `${value}\u00a0%`;
}
