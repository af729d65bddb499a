import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMoment } from '../../../platform/moment.tsx';
import { newId } from '../../../platform/new-id.ts';
import { CommandDialog } from '../../../ui/command-dialog.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { amendPlan } from '../plan-commands.ts';
import type { PlanDetail } from '../plan-operations.ts';

export function AmendDialog({ plan, onClose }: { plan: PlanDetail; onClose: () => void }) {
  const { t } = useTranslation(['plan', 'app']);
  const { today } = useMoment();
  const earliest = plan.amendments.at(-1)?.issuedOn ?? plan.issuedOn ?? undefined;
  return (
    <CommandDialog
      draftKey={`amendPlan/${plan.id}`}
      title={t('action.amendPlan')}
      explanation={t('explain.amendPlan')}
      sendLabel={t('send.amendPlan')}
      done={t('done.amendPlan')}
      document={amendPlan}
      initial={() => ({
        amendmentId: newId(),
        number: '',
        issuedOn: today as string | null,
        signerOffice: plan.signerOffice ?? '',
        summary: '',
      })}
      check={({ issuedOn, signerOffice, summary }) => ({
        issuedOn: issuedOn === null ? t('app:requiredField') : undefined,
        signerOffice: signerOffice.trim() === '' ? t('app:requiredField') : undefined,
        summary: summary.trim() === '' ? t('app:requiredField') : undefined,
      })}
      toInput={({ amendmentId, number, issuedOn, signerOffice, summary }) => ({
        planId: plan.id,
        amendmentId,
        number: number.trim() || null,
        issuedOn: issuedOn ?? today,
        signerOffice: signerOffice.trim(),
        summary: summary.trim(),
      })}
      onClose={onClose}
    >
      {(form) => (
        <>
          <TextInput label={t('form.amendmentNumber')} data-autofocus {...form.text('number')} />
          <DateField
            label={t('form.issuedOn')}
            required
            min={earliest}
            max={today}
            value={form.values.issuedOn}
            onChange={(date) => form.set('issuedOn', date)}
            error={form.errors.issuedOn}
          />
          <TextInput label={t('form.signerOffice')} withAsterisk {...form.text('signerOffice')} />
          <Textarea
            label={t('form.amendmentSummary')}
            withAsterisk
            autosize
            minRows={3}
            {...form.text('summary')}
          />
        </>
      )}
    </CommandDialog>
  );
}
