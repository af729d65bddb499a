import { useTranslation } from 'react-i18next';
import { formatDate, formatInstant, formatNumber } from '../../platform/format.ts';
import { useUnits } from '../../ui/use-units.ts';

/** Words for the values of events: dates, units, people and lists as a person would write them. */
export function useValueWords(): (value: unknown) => string {
  const { t, i18n } = useTranslation('history');
  const { byId } = useUnits();

  function words(value: unknown): string {
    if (value === null || value === undefined || value === '') return t('value.none');
    if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
    if (typeof value === 'number') return formatNumber(value);
    if (typeof value === 'string') return wordsOfText(value);
    if (Array.isArray(value)) return value.length === 0 ? t('value.none') : value.map(words).join('; ');
    return wordsOfObject(value as Record<string, unknown>);
  }

  function wordsOfText(text: string): string {
    if (/^\d{4}-\d{2}-\d{2}$/u.test(text)) return formatDate(text);
    if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/u.test(text)) return formatInstant(text);
    if (/^[A-Z][A-Z_]+$/u.test(text) && i18n.exists(`history:value.${text}`)) return t(`value.${text}`);
    return byId.get(text)?.shortName ?? text;
  }

  function wordsOfObject(object: Record<string, unknown>): string {
    const { unitId, mode, kind, label, title, female, male, lead } = object;
    if (lead !== undefined) return words(lead);
    if (typeof unitId === 'string') return `${words(unitId)}${mode ? ` (${words(mode)})` : ''}`;
    if (typeof female === 'number') return t('value.people', { female: words(female), male: words(male) });
    if (kind === 'DUE_DATE') return words(object.dueOn);
    if (kind === 'CHECK_INS') return words(object.periods);
    if (typeof label === 'string') return label;
    if (typeof title === 'string') return title;
    return Object.values(object).map(words).join(', ');
  }

  return words;
}
