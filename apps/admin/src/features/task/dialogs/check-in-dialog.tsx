import { Group, Select, Slider, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../platform/format.ts';
import { useMoment } from '../../../platform/moment.tsx';
import { newId } from '../../../platform/new-id.ts';
import { CommandDialog } from '../../../ui/command-dialog.tsx';
import type { DialogForm } from '../../../ui/form-dialog.tsx';
import { type TypedNumber, useNumberFault, WholeNumberField } from '../../../ui/whole-number-field.tsx';
import { begunPeriods, likelyPeriod } from '../periods.ts';
import { checkIn } from '../task-commands.ts';
import type { TaskDetail } from '../task-detail-operations.ts';
import { draftKeyOf, type TaskDialogProps } from './task-dialog.ts';

interface Values {
  readonly checkInId: string;
  readonly periodId: string | null;
  readonly percent: TypedNumber;
  readonly text: string;
  readonly female: TypedNumber;
  readonly male: TypedNumber;
}

const percentBounds = { min: 0, max: 100 };
/** As many as the domain takes. */
const peopleBounds = { min: 0, max: 10_000_000, grouped: true };

export function CheckInDialog({ task, onClose }: TaskDialogProps) {
  const { t } = useTranslation(['task', 'app']);
  const { today } = useMoment();
  const byPeriods = task.schedule.kind === 'CHECK_INS';
  const numberFault = useNumberFault();

  function check({ periodId, percent, text, female, male }: Values) {
    return {
      periodId: byPeriods && periodId === null ? t('form.periodNeeded') : undefined,
      percent: numberFault(percent, percentBounds),
      text: text.trim() === '' ? t('app:requiredField') : undefined,
      female: task.countsPeople ? numberFault(female, peopleBounds) : undefined,
      male: task.countsPeople ? numberFault(male, peopleBounds) : undefined,
    };
  }

  return (
    <CommandDialog
      draftKey={draftKeyOf('checkIn', task)}
      title={t('action.checkIn')}
      explanation={byPeriods ? t('explain.checkIn') : undefined}
      sendLabel={t('action.checkIn')}
      done={t('done.checkIn')}
      document={checkIn}
      initial={(): Values => ({
        checkInId: newId(),
        periodId: likelyPeriod(task.schedule.periods, today, task.dueOn),
        percent: task.percent,
        text: '',
        female: '',
        male: '',
      })}
      check={check}
      toInput={(values) => ({
        taskId: task.id,
        checkInId: values.checkInId,
        periodId: byPeriods ? values.periodId : null,
        percent: Number(values.percent),
        text: values.text.trim(),
        people: task.countsPeople ? { female: Number(values.female), male: Number(values.male) } : null,
      })}
      onClose={onClose}
    >
      {(form) => (
        <>
          {byPeriods && <PeriodField task={task} form={form} />}
          <PercentField form={form} />
          <Textarea
            label={t('form.text')}
            withAsterisk
            autosize
            minRows={4}
            data-autofocus
            {...form.text('text')}
          />
          {task.countsPeople && <PeopleFields form={form} />}
        </>
      )}
    </CommandDialog>
  );
}

function PeriodField({ task, form }: { task: TaskDetail; form: DialogForm<Values> }) {
  const { t } = useTranslation('task');
  const { today } = useMoment();
  const periods = begunPeriods(task.schedule.periods, today);
  return (
    <Select
      label={t('form.period')}
      description={periods.length === 0 && t('form.periodNotBegun')}
      withAsterisk
      allowDeselect={false}
      data={periods.map(({ id, label, endsOn, checkIn: done }) => ({
        value: id,
        label: `${label} (${t('schedule.until', { to: formatDate(endsOn) })})${done ? ` · ${t('period.done')}` : ''}`,
      }))}
      value={form.values.periodId}
      onChange={(periodId) => form.set('periodId', periodId)}
      error={form.errors.periodId}
    />
  );
}

/**
 * A hand to drag and a number to type: both say the same. For the keyboard and for screen readers it is the number
 * alone.
 */
function PercentField({ form }: { form: DialogForm<Values> }) {
  const { t } = useTranslation('task');
  const { percent } = form.values;
  return (
    <Group align="flex-end" wrap="nowrap" gap="lg">
      <WholeNumberField
        label={t('form.percent')}
        suffix=" %"
        value={percent}
        onChange={(value) => form.set('percent', value)}
        error={form.errors.percent}
        style={{ flex: '0 0 auto', inlineSize: '12rem' }}
      />
      <Slider
        thumbProps={{ 'aria-hidden': true, ref: keepOutOfTabOrder }}
        step={5}
        label={null}
        value={Number(percent) || 0}
        onChange={(value) => form.set('percent', value)}
        style={{ flex: 1, marginBlockEnd: 14 }}
      />
    </Group>
  );
}

/** Mantine makes every hand of a slider a tab stop, whatever its properties say. */
function keepOutOfTabOrder(hand: HTMLElement | null): void {
  hand?.removeAttribute('tabindex');
}

function PeopleFields({ form }: { form: DialogForm<Values> }) {
  const { t } = useTranslation('task');
  return (
    <div>
      <Group grow align="flex-start">
        {(['female', 'male'] as const).map((sex) => (
          <WholeNumberField
            key={sex}
            label={t(`form.${sex}`)}
            grouped
            value={form.values[sex]}
            onChange={(value) => form.set(sex, value)}
            error={form.errors[sex]}
          />
        ))}
      </Group>
      <p style={{ margin: '6px 0 0', fontSize: '0.8125rem', color: 'var(--ink-soft)' }}>{t('people.hint')}</p>
    </div>
  );
}
