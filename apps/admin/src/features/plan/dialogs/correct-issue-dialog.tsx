import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMoment } from '../../../platform/moment.tsx';
import { CommandDialog } from '../../../ui/command-dialog.tsx';
import { correctPlanIssue } from '../plan-commands.ts';
import { type PlanDetail, planQuery } from '../plan-operations.ts';
import { IssueFields, issueFaults, issueInput, issueOf } from './issue-fields.tsx';

/** What was recorded wrongly at the issue; a document that changes the plan itself is an amendment. */
export function CorrectIssueDialog({ plan, onClose }: { plan: PlanDetail; onClose: () => void }) {
  const { t } = useTranslation(['plan', 'app']);
  const { today } = useMoment();
  return (
    <CommandDialog
      draftKey={`correctPlanIssue/${plan.id}`}
      title={t('title.correctPlanIssue')}
      explanation={t('explain.correctPlanIssue')}
      sendLabel={t('send.correctPlanIssue')}
      done={t('done.correctPlanIssue')}
      wide
      revision={plan.revision}
      latest={[planQuery, { id: plan.id }]}
      document={correctPlanIssue}
      initial={() => ({ ...issueOf(plan, today), reason: '' })}
      check={(values) => ({
        ...issueFaults(values, plan, t('app:requiredField')),
        reason: values.reason.trim().length < 3 ? t('app:reasonTooShort') : undefined,
      })}
      toInput={({ reason, ...values }) => ({
        planId: plan.id,
        ...issueInput(values, today),
        reason: reason.trim(),
      })}
      onClose={onClose}
    >
      {(form) => (
        <>
          <IssueFields plan={plan} form={form} />
          <Textarea label={t('form.reason')} withAsterisk autosize minRows={2} {...form.text('reason')} />
        </>
      )}
    </CommandDialog>
  );
}
