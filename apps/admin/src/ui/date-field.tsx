import 'dayjs/locale/vi.js';
import '@mantine/dates/styles.css';
import { DateInput } from '@mantine/dates';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../platform/format.ts';
import { parseDate } from './parse-date.ts';

/**
 * A business date, typed day first or picked. The value is YYYY-MM-DD, or null. What is typed and names no day, or
 * one out of bounds, stays in sight with its fault; the form around is not sent with it.
 */
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
  const input = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<string | null>(null);
  /** A fault is told once somebody has left the field, or wants to send it. */
  const [told, setTold] = useState(false);
  /** By a click or by typing. A field that only has the focus, as for its fault, must not cover what stands below. */
  const [opened, setOpened] = useState(false);
  useEffect(() => input.current?.setCustomValidity(fault ?? ''), [fault]);
  // Another value from outside is shown instead of what was typed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new value is what ends the fault.
  useEffect(() => setFault(null), [props.value]);

  function faultOf(typed: string): string | null {
    if (typed.trim() === '') return null;
    const date = parseDate(typed);
    if (date === null) return t('fault.notADate', { typed });
    if (props.min !== undefined && date < props.min)
      return t('fault.dateBefore', { date: formatDate(props.min) });
    if (props.max !== undefined && date > props.max)
      return t('fault.dateAfter', { date: formatDate(props.max) });
    return null;
  }

  return (
    <DateInput
      ref={input}
      label={props.label}
      description={props.description}
      error={(told && fault) || props.error}
      withAsterisk={props.required}
      value={props.value}
      onInput={(event) => {
        setOpened(true);
        setFault(faultOf(event.currentTarget.value));
      }}
      onClick={() => setOpened(true)}
      onBlur={() => {
        setOpened(false);
        setTold(fault !== null);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !opened || props.value === null || fault !== null) return;
        // Enter ends the choice of the day; the form is sent by the next one.
        event.preventDefault();
        setOpened(false);
      }}
      onInvalid={() => setTold(true)}
      onChange={(value) => {
        setFault(null);
        props.onChange(value);
      }}
      fixOnBlur={fault === null}
      valueFormat="DD/MM/YYYY"
      placeholder={t('datePlaceholder')}
      dateParser={(typed) => parseDate(typed) ?? null}
      locale={i18n.language}
      firstDayOfWeek={1}
      clearable={props.clearable ?? true}
      clearButtonProps={{ 'aria-label': t('clear') }}
      minDate={props.min}
      maxDate={props.max}
      popoverProps={{
        withinPortal: true,
        onClose: () => setOpened(false),
        ...(!opened && { opened: false }),
      }}
      // Escape closes the calendar, and not the dialog around it too.
      data-mantine-stop-propagation={opened}
    />
  );
}
