import 'dayjs/locale/vi.js';
import '@mantine/dates/styles.css';
import { DateInput } from '@mantine/dates';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { parseDate } from './parse-date.ts';

/** A business date, typed as dd/MM/yyyy or picked. The value is YYYY-MM-DD, or null. */
export function DateField(props: {
  label: string;
  value: string | null;
  onChange: (date: string | null) => void;
  description?: ReactNode;
  error?: string;
  required?: boolean;
  min?: string;
  max?: string;
  /** A field that always names a day has nothing to clear. */
  clearable?: boolean;
}) {
  const { t, i18n } = useTranslation();
  return (
    <DateInput
      label={props.label}
      description={props.description}
      error={props.error}
      withAsterisk={props.required}
      value={props.value}
      onChange={(value) => props.onChange(value)}
      valueFormat="DD/MM/YYYY"
      placeholder="dd/mm/yyyy"
      dateParser={(typed) => parseDate(typed) ?? null}
      locale={i18n.language}
      firstDayOfWeek={1}
      clearable={props.clearable ?? true}
      clearButtonProps={{ 'aria-label': t('clear') }}
      minDate={props.min}
      maxDate={props.max}
      popoverProps={{ withinPortal: true }}
    />
  );
}
