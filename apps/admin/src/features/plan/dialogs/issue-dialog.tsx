import { useTranslation } from 'react-i18next';
import { useMoment } from '../../../platform/moment.tsx';
import { CommandDialog } from '../../../ui/command-dialog.tsx';
import { issuePlan } from '../plan-commands.ts';
import type { PlanDetail } from '../plan-operations.ts';
import { IssueFields, issueFaults, issueInput, issueOf } from './issue-fields.tsx';

export function IssueDialog({ plan, onClose }: { plan: PlanDetail; onClose: () => void }) {
  const { t } = useTranslation(['plan', 'app']);
  const { today } = useMoment();
  return (
    <CommandDialog
      draftKey={`issuePlan/${plan.id}`}
      title={t('action.issuePlan')}
      explanation={t('explain.issuePlan')}
      sendLabel={t('action.issuePlan')}
      done={t('done.issuePlan')}
      wide
      document={issuePlan}
      initial={() => issueOf(plan, today)}
      check={(values) => issueFaults(values, plan, t('app:requiredField'))}
      toInput={(values) => ({ planId: plan.id, ...issueInput(values, today) })}
      onClose={onClose}
    >
      {(form) => <IssueFields plan={plan} form={form} />}
    </CommandDialog>
  );
}
