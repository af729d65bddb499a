import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../../ui/date-field.tsx';
import type { DialogForm } from '../../../ui/form-dialog.tsx';

export interface NamingValues {
  readonly name: string;
  readonly nameEnglish: string;
  readonly shortName: string;
  readonly code: string;
  readonly since: string | null;
}

/** What a unit is called from a day on. */
export function NamingFields<Values extends NamingValues>({ form }: { form: DialogForm<Values> }) {
  const { t } = useTranslation('organisation');
  return (
    <>
      <TextInput label={t('form.name')} withAsterisk data-autofocus {...form.text('name')} />
      <TextInput label={t('form.nameEnglish')} {...form.text('nameEnglish')} />
      <TextInput label={t('form.shortName')} withAsterisk {...form.text('shortName')} />
      <TextInput
        label={t('form.code')}
        description={t('form.codeHint')}
        inputMode="numeric"
        {...form.text('code')}
      />
      <DateField
        label={t('form.since')}
        required
        value={form.values.since}
        onChange={(date) => form.set('since', date as Values['since'])}
        error={form.errors.since}
      />
    </>
  );
}

export function namingFaults(
  values: NamingValues,
  needed: string,
  codeFault: string,
): Partial<Record<keyof NamingValues, string>> {
  return {
    ...(values.name.trim() === '' ? { name: needed } : {}),
    ...(values.shortName.trim() === '' ? { shortName: needed } : {}),
    ...(values.code.trim() !== '' && !/^\d{2,5}$/u.test(values.code.trim()) ? { code: codeFault } : {}),
    ...(values.since === null ? { since: needed } : {}),
  };
}

/** An empty code is left out: the domain then keeps the present one. */
export function namingInput(values: NamingValues) {
  const code = values.code.trim();
  return {
    name: values.name.trim(),
    nameEnglish: values.nameEnglish.trim() || null,
    shortName: values.shortName.trim(),
    ...(code === '' ? {} : { code }),
    since: values.since ?? '',
  };
}
