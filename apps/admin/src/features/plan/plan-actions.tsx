import { Button } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../platform/format.ts';
import { useMoment } from '../../platform/moment.tsx';
import { FormButton } from '../../ui/form-button.tsx';
import { lazyNamed } from '../../ui/lazy-named.ts';
import { Notice } from '../../ui/notice.tsx';
import { OneTextDialog } from '../../ui/one-text-dialog.tsx';
import { unfinishedTasks } from '../../ui/task-status.ts';
import { closePlan, withdrawPlan } from './plan-commands.ts';
import type { PlanDetail } from './plan-operations.ts';

const HeadingDialog = lazyNamed(() => import('./dialogs/heading-dialog.tsx'), 'HeadingDialog');
const IssueDialog = lazyNamed(() => import('./dialogs/issue-dialog.tsx'), 'IssueDialog');
const AmendDialog = lazyNamed(() => import('./dialogs/amend-dialog.tsx'), 'AmendDialog');

const CorrectIssueDialog = lazyNamed(
  () => import('./dialogs/correct-issue-dialog.tsx'),
  'CorrectIssueDialog',
);

const calls = [
  'issuePlan',
  'amendPlan',
  'changePlanHeading',
  'closePlan',
  'correctPlanIssue',
  'withdrawPlan',
] as const;
type Call = (typeof calls)[number];

/** Reports of the plan for everybody; what the viewer may do with the plan itself. */
export function PlanActions({ plan }: { plan: PlanDetail }) {
  const { t } = useTranslation('plan');
  const { readOnly } = useMoment();
  const [call, setCall] = useState<Call | null>(null);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFileText size={16} />}
        renderRoot={(props) => <Link to="/reports" search={{ plan: plan.id }} {...props} />}
      >
        {t('reports')}
      </Button>
      {!readOnly &&
        calls
          .filter((name) => plan.availableCommands.includes(name))
          .map((name) => (
            <FormButton
              key={name}
              draftKey={`${name}/${plan.id}`}
              variant={name === 'issuePlan' ? 'filled' : 'default'}
              onClick={() => setCall(name)}
            >
              {t(`action.${name}`)}
            </FormButton>
          ))}
      {call !== null && (
        <Suspense>
          <Dialog call={call} plan={plan} onClose={() => setCall(null)} />
        </Suspense>
      )}
    </>
  );
}

function Dialog({ call, plan, onClose }: { call: Call; plan: PlanDetail; onClose: () => void }) {
  const { t } = useTranslation('plan');
  const planId = plan.id;
  const left = unfinishedTasks(plan.progress.byStatus);
  const words = {
    draftKey: `${call}/${planId}`,
    title: t(`action.${call}`),
    explanation: t(`explain.${call}`),
    sendLabel: t(`action.${call}`),
    done: t(`done.${call}`),
    onClose,
  };
  switch (call) {
    case 'issuePlan':
      return <IssueDialog plan={plan} onClose={onClose} />;
    case 'correctPlanIssue':
      return <CorrectIssueDialog plan={plan} onClose={onClose} />;
    case 'amendPlan':
      return <AmendDialog plan={plan} onClose={onClose} />;
    case 'changePlanHeading':
      return <HeadingDialog plan={plan} onClose={onClose} />;
    case 'closePlan':
      return (
        <OneTextDialog
          {...words}
          document={closePlan}
          field="summary"
          label={t('form.closingSummary')}
          notice={
            left > 0 && (
              <Notice>{t('unfinishedAtClosing', { count: left, shown: formatNumber(left) })}</Notice>
            )
          }
          rest={() => ({ planId })}
        />
      );
    case 'withdrawPlan':
      return (
        <OneTextDialog
          {...words}
          document={withdrawPlan}
          field="reason"
          label={t('form.reason')}
          danger
          rest={() => ({ planId })}
        />
      );
    default:
      return call satisfies never;
  }
}
