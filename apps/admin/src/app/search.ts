import { endOfDate } from '../platform/format.ts';
import { isDay } from '../ui/parse-date.ts';

/** Search parameters as flat words: `?status=OVERDUE,NOT_DUE&q=huế`, readable in the address bar and in mails. */
export type FlatSearch = Record<string, string | undefined>;

export function parseSearch(search: string): FlatSearch {
  return Object.fromEntries(new URLSearchParams(search));
}

/** Commas and colons stay readable: both are allowed in a query (RFC 3986 §3.4). */
export function stringifySearch(search: Record<string, unknown>): string {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== '') parameters.set(key, String(value));
  }
  const text = parameters.toString().replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/');
  return text === '' ? '' : `?${text}`;
}

/** Keeps the named parameters when they are words; everything else in the address is dropped. */
export function pickSearch<Key extends string>(...keys: readonly Key[]) {
  return (search: Record<string, unknown>): { [K in Key]?: string } => {
    const picked: { [K in Key]?: string } = {};
    for (const key of keys) {
      const value = search[key];
      if (typeof value === 'string' && value !== '') picked[key] = value;
    }
    return picked;
  };
}

/** An instant with its zone, as the server takes it in `X-As-Of`. */
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/u;

/**
 * Keeps the moment to look at; a plain day is its end, as when it is chosen on the screen. What is no moment, or lies
 * ahead, is dropped from the address: that shows now.
 * It is dropped by name: the router lays what is picked over what stood there.
 */
export function pickMoment({ asOf }: Record<string, unknown>): { asOf?: string | undefined } {
  if (asOf === undefined) return {};
  const moment = typeof asOf === 'string' && isDay(asOf) ? endOfDate(asOf) : asOf;
  return { asOf: typeof moment === 'string' && isPast(moment) ? moment : undefined };
}

/** What cannot be read as a date is not a number, and so not before now either. */
function isPast(text: string): boolean {
  return instant.test(text) && Date.parse(text) <= Date.now();
}
