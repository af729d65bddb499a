import { SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../../ui/date-field.tsx';
import type { DialogForm } from '../../../ui/form-dialog.tsx';
import { filterWords } from '../../../ui/unit-select.tsx';
import { useWords } from '../../../ui/use-words.ts';
import type { DetailsValues } from '../details-values.ts';
import { PERIOD_LENGTHS } from '../periods.ts';

interface Section {
  readonly id: string;
  readonly mark: string;
  readonly title: string;
  readonly titleEnglish: string | null;
}

/** The fields that adding a task and changing one share. */
export function DetailsFields({
  form,
  sections,
  keepsPeriods,
}: {
  form: DialogForm<DetailsValues>;
  sections: readonly Section[];
  keepsPeriods: boolean;
}) {
  const { t } = useTranslation('task');
  const words = useWords();
  return (
    <>
      <Textarea
        label={t('form.title')}
        withAsterisk
        autosize
        minRows={2}
        data-autofocus
        {...form.text('title')}
      />
      <TextInput label={t('form.titleEnglish')} {...form.text('titleEnglish')} />
      {sections.length > 0 && (
        <Select
          label={t('form.section')}
          data={sections.map(({ id, mark, title, titleEnglish }) => ({
            value: id,
            label: `${mark} ${words(title, titleEnglish)}`,
          }))}
          value={form.values.sectionId}
          onChange={(id) => form.set('sectionId', id)}
          searchable
          clearable
          filter={filterWords}
          error={form.errors.sectionId}
        />
      )}
      <ScheduleFields form={form} keepsPeriods={keepsPeriods} />
      <Textarea label={t('form.deliverables')} autosize minRows={2} {...form.text('deliverables')} />
    </>
  );
}

function ScheduleFields({ form, keepsPeriods }: { form: DialogForm<DetailsValues>; keepsPeriods: boolean }) {
  const { t } = useTranslation('task');
  const narrow = useMediaQuery('(max-width: 600px)');
  const { scheduleKind, startsOn, dueOn, periodLength } = form.values;
  return (
    <>
      <SegmentedControl
        aria-label={t('form.scheduleKind')}
        orientation={narrow ? 'vertical' : 'horizontal'}
        value={scheduleKind}
        onChange={(kind) => form.set('scheduleKind', kind === 'CHECK_INS' ? 'CHECK_INS' : 'DUE_DATE')}
        data={[
          { value: 'DUE_DATE', label: t('form.scheduleDue') },
          { value: 'CHECK_INS', label: t('form.schedulePeriods') },
        ]}
      />
      {scheduleKind === 'DUE_DATE' ? (
        <>
          <DateField
            label={t('form.startsOn')}
            value={startsOn}
            onChange={(day) => form.set('startsOn', day)}
          />
          <DateField
            label={t('form.dueOn')}
            required
            value={dueOn}
            onChange={(day) => form.set('dueOn', day)}
            error={form.errors.dueOn ?? form.errors.schedule}
          />
        </>
      ) : (
        <Select
          label={t('form.periodLength')}
          allowDeselect={false}
          data={[...(keepsPeriods ? (['kept'] as const) : []), ...PERIOD_LENGTHS].map((length) => ({
            value: length,
            label: t(`form.${length}`),
          }))}
          value={periodLength}
          onChange={(length) =>
            form.set('periodLength', PERIOD_LENGTHS.find((one) => one === length) ?? 'kept')
          }
          error={form.errors.schedule}
        />
      )}
    </>
  );
}
