import { NumberInput } from '@mantine/core';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../platform/format.ts';

/** What a number field holds: a number, or what is no number yet. */
export type TypedNumber = number | string;

export interface NumberBounds {
  readonly min: number;
  readonly max: number;
  /** Shows thousands apart, in the way of the language; a year is not grouped. */
  readonly grouped?: boolean;
}

/** A whole number, as it was typed: nothing is corrected behind somebody's back, `useNumberFault` tells the fault. */
export function WholeNumberField({
  grouped = false,
  ...props
}: {
  label: string;
  value: TypedNumber;
  onChange: (value: TypedNumber) => void;
  error?: string;
  suffix?: string;
  style?: CSSProperties;
  grouped?: NumberBounds['grouped'];
}) {
  const { i18n } = useTranslation();
  const [group, point] = i18n.language === 'en' ? [',', '.'] : ['.', ','];
  return (
    <NumberInput
      {...props}
      withAsterisk
      clampBehavior="none"
      thousandSeparator={grouped ? group : undefined}
      decimalSeparator={point}
      allowedDecimalSeparators={[point]}
    />
  );
}

/** The fault of a number that must be whole and within bounds; undefined when there is none. */
export function useNumberFault(): (value: TypedNumber, bounds: NumberBounds) => string | undefined {
  const { t } = useTranslation();
  return (value, { min, max, grouped = false }) => {
    if (value === '') return t('requiredField');
    if (!Number.isInteger(Number(value))) return t('fault.notWhole');
    if (Number(value) >= min && Number(value) <= max) return undefined;
    const inWords = grouped ? formatNumber : String;
    return t('fault.between', { min: inWords(min), max: inWords(max) });
  };
}
