import { SegmentedControl, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { endOfDate, formatDate } from '../../platform/format.ts';
import { currentLanguage, type Language } from '../../platform/language.ts';
import { useMoment } from '../../platform/moment.tsx';
import { newId } from '../../platform/new-id.ts';
import { CommandDialog } from '../../ui/command-dialog.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { filterWords } from '../../ui/unit-select.tsx';
import { requestReport } from './report-operations.ts';

interface Values {
  readonly reportId: string;
  readonly planId: string | null;
  readonly day: string | null;
  readonly locale: Language;
}

export function RequestDialog({
  plans,
  planId,
  onClose,
}: {
  plans: readonly { value: string; label: string; issuedOn: string | null }[];
  planId: string | null;
  onClose: () => void;
}) {
  const { t } = useTranslation(['report', 'app']);
  const { today } = useMoment();
  function dayFault({ planId: chosenId, day }: Values): string | undefined {
    if (day === null) return t('app:requiredField');
    const issuedOn = plans.find(({ value }) => value === chosenId)?.issuedOn ?? null;
    return issuedOn !== null && day < issuedOn ? t('beforeIssue', { date: formatDate(issuedOn) }) : undefined;
  }
  return (
    <CommandDialog
      draftKey={`requestReport/${planId ?? ''}`}
      title={t('request')}
      explanation={t('explain')}
      sendLabel={t('send')}
      done={t('done')}
      document={requestReport}
      initial={(): Values => ({
        reportId: newId(),
        planId: planId ?? plans[0]?.value ?? null,
        day: today,
        locale: currentLanguage(),
      })}
      check={(values) => ({
        planId: values.planId === null ? t('app:requiredField') : undefined,
        day: dayFault(values),
      })}
      toInput={(values) => ({
        reportId: values.reportId,
        kind: 'PLAN_PROGRESS' as const,
        planId: values.planId ?? '',
        // Today has not ended: left out, the report speaks of the very moment at which it is asked for.
        asOf: values.day === null || values.day >= today ? null : endOfDate(values.day),
        locale: values.locale,
      })}
      onClose={onClose}
    >
      {(form) => (
        <>
          <Select
            label={t('plan')}
            withAsterisk
            data={plans}
            value={form.values.planId}
            onChange={(id) => form.set('planId', id)}
            searchable
            filter={filterWords}
            allowDeselect={false}
            error={form.errors.planId}
          />
          <DateField
            label={t('day')}
            description={t('dayHint')}
            required
            max={today}
            value={form.values.day}
            onChange={(day) => form.set('day', day)}
            error={form.errors.day ?? form.errors.asOf}
          />
          <div>
            <p className="visually-hidden" id="report-locale">
              {t('locale')}
            </p>
            <SegmentedControl
              aria-labelledby="report-locale"
              value={form.values.locale}
              onChange={(locale) => form.set('locale', locale === 'en' ? 'en' : 'vi')}
              data={(['vi', 'en'] as const).map((value) => ({ value, label: t(`app:language.${value}`) }))}
            />
          </div>
        </>
      )}
    </CommandDialog>
  );
}
