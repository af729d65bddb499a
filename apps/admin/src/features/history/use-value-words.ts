import { useTranslation } from 'react-i18next';
import { useUnits } from '../../ui/use-units.ts';
import type { HistoryEntry } from './history-entry-fields.ts';
import { periodLabels } from './period-labels.ts';
import { usePlanNames } from './use-plan-names.ts';
import { wordsOfValue } from './value-words.ts';

export type ValueWords = (field: string, value: unknown) => string;

/** Words for the values in these entries, with the names that their ids had at the moment shown. */
export function useValueWords(entries: readonly HistoryEntry[]): ValueWords {
  const { t, i18n } = useTranslation('history');
  const { byId } = useUnits();
  const planName = usePlanNames(entries);
  const periods = periodLabels(entries);
  return (field, value) =>
    wordsOfValue(field, value, {
      word: (key, parameters) =>
        i18n.exists(`history:value.${key}`) ? t(`value.${key}`, parameters ?? {}) : null,
      nameOf: (id) => byId.get(id)?.shortName ?? periods.get(id) ?? null,
      planName,
    });
}
