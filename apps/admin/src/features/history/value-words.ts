import { formatDate, formatInstant, formatNumber } from '../../platform/format.ts';

/** How values of events become words: the language's own, and names for ids. */
export interface ValueVocabulary {
  /** The words of `value.<key>`; null where the language has none. */
  readonly word: (key: string, parameters?: Record<string, string>) => string | null;
  /** The name of a unit or a check-in period; null for anything else. */
  readonly nameOf: (id: string) => string | null;
  /** The number or title of a plan. */
  readonly planName: (id: string) => string;
}

const plainNumbers: ReadonlySet<string> = new Set(['year']);
const idsOfPlans: ReadonlySet<string> = new Set(['parentPlanIds', 'siblingPlanIds']);

/** Words for the value of an event's field: dates, units, plans, people and lists as a person would write them. */
export function wordsOfValue(field: string, value: unknown, vocabulary: ValueVocabulary): string {
  const { word, nameOf, planName } = vocabulary;
  const none = word('none') ?? '';

  function words(one: unknown): string {
    if (isAbsent(one)) return none;
    if (typeof one === 'boolean') return word(one ? 'yes' : 'no') ?? String(one);
    if (typeof one === 'number') return plainNumbers.has(field) ? String(one) : formatNumber(one);
    if (typeof one === 'string') return idsOfPlans.has(field) ? planName(one) : wordsOfText(one);
    if (Array.isArray(one)) return one.length === 0 ? none : one.map(words).join('; ');
    return wordsOfObject(one as Record<string, unknown>);
  }

  function wordsOfText(text: string): string {
    if (/^\d{4}-\d{2}-\d{2}$/u.test(text)) return formatDate(text);
    if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/u.test(text)) return formatInstant(text);
    return (/^[A-Z][A-Z_]+$/u.test(text) ? word(text) : null) ?? nameOf(text) ?? text;
  }

  function wordsOfObject(object: Record<string, unknown>): string {
    const { unitId, mode, kind, label, title, female, male, lead, startsOn, dueOn } = object;
    if (lead !== undefined) return words(lead);
    if (typeof unitId === 'string') return `${words(unitId)}${mode ? ` (${words(mode)})` : ''}`;
    if (typeof female === 'number')
      return word('people', { female: words(female), male: words(male) }) ?? none;
    if (kind === 'DUE_DATE')
      return isAbsent(startsOn) ? words(dueOn) : `${words(startsOn)} – ${words(dueOn)}`;
    if (kind === 'CHECK_INS') return words(object.periods);
    if (typeof label === 'string') return label;
    if (typeof title === 'string') return title;
    const parts = Object.values(object).filter((part) => !isAbsent(part));
    return parts.length === 0 ? none : parts.map(words).join(', ');
  }

  return words(value);
}

function isAbsent(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}
