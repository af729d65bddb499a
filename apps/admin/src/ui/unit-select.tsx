import { type ComboboxItem, MultiSelect, type OptionsFilter, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { matchesWords } from '../platform/fold-words.ts';
import { unitLabel } from './unit-label.ts';
import { type DirectoryUnit, useUnits } from './use-units.ts';
import { useWords } from './use-words.ts';

interface FieldProps {
  readonly label: string;
  readonly description?: ReactNode;
  readonly placeholder?: string;
  readonly error?: string;
  readonly required?: boolean;
  /** Which units may be chosen; all that are in being when left out. */
  readonly only?: (unit: DirectoryUnit) => boolean;
}

/** Options that match without diacritics; at most this many are drawn. */
const optionsMax = 60;

export const filterWords: OptionsFilter = ({ options, search }) =>
  (options as ComboboxItem[]).filter((option) => matchesWords(option.label, search));

function useUnitOptions(only?: (unit: DirectoryUnit) => boolean): ComboboxItem[] {
  const words = useWords();
  const { units } = useUnits();
  return units
    .filter((unit) => unit.lastDay === null && (only === undefined || only(unit)))
    .map((unit) => ({
      value: unit.id,
      label: unitLabel(unit.shortName, words(unit.name, unit.nameEnglish)),
    }));
}

/** Chooses one unit by typing any words of its name. */
export function UnitSelect({
  value,
  onChange,
  only,
  required,
  ...field
}: FieldProps & { value: string | null; onChange: (unitId: string | null) => void }) {
  const { t } = useTranslation();
  return (
    <Select
      {...field}
      withAsterisk={required}
      data={useUnitOptions(only)}
      value={value}
      onChange={onChange}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('clear') }}
      limit={optionsMax}
      filter={filterWords}
      nothingFoundMessage={t('nothingFound')}
    />
  );
}

/** Chooses several units. */
export function UnitsSelect({
  value,
  onChange,
  only,
  required,
  ...field
}: FieldProps & { value: string[]; onChange: (unitIds: string[]) => void }) {
  const { t } = useTranslation();
  return (
    <MultiSelect
      {...field}
      withAsterisk={required}
      data={useUnitOptions(only)}
      value={value}
      onChange={onChange}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('clear') }}
      hidePickedOptions
      limit={optionsMax}
      filter={filterWords}
      nothingFoundMessage={t('nothingFound')}
    />
  );
}
