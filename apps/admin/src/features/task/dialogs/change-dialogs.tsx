import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../platform/format.ts';
import { newId } from '../../../platform/new-id.ts';
import { CommandDialog } from '../../../ui/command-dialog.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Fact, Facts } from '../../../ui/page.tsx';
import { grantTaskChange, requestTaskChange } from '../task-commands.ts';
import { draftKeyOf, orNull, reasonFault, type TaskDialogProps } from './task-dialog.ts';

export function RequestChangeDialog({ task, onClose }: TaskDialogProps) {
  const { t } = useTranslation(['task', 'app']);
  const hasDueDay = task.schedule.kind === 'DUE_DATE';
  const dueNow = task.schedule.dueOn;
  return (
    <CommandDialog
      draftKey={draftKeyOf('requestTaskChange', task)}
      title={t('action.requestTaskChange')}
      explanation={t('explain.requestTaskChange')}
      sendLabel={t('action.requestTaskChange')}
      done={t('done.requestTaskChange')}
      document={requestTaskChange}
      initial={() => ({ changeId: newId(), proposal: '', proposedDueOn: null as string | null, reason: '' })}
      check={({ proposal, reason }) => ({
        proposal: proposal.trim() === '' ? t('app:requiredField') : undefined,
        reason: reasonFault(reason, t('app:reasonTooShort')),
      })}
      toInput={(values) => ({
        taskId: task.id,
        changeId: values.changeId,
        proposal: values.proposal.trim(),
        proposedDueOn: hasDueDay ? values.proposedDueOn : null,
        reason: values.reason.trim(),
      })}
      onClose={onClose}
    >
      {(form) => (
        <>
          <Textarea
            label={t('form.proposal')}
            withAsterisk
            autosize
            minRows={2}
            data-autofocus
            {...form.text('proposal')}
          />
          {hasDueDay && (
            <DateField
              label={t('form.proposedDueOn')}
              description={dueNow !== null && t('form.dueOnNow', { date: formatDate(dueNow) })}
              value={form.values.proposedDueOn}
              onChange={(date) => form.set('proposedDueOn', date)}
              error={form.errors.proposedDueOn}
            />
          )}
          <Textarea label={t('form.reason')} withAsterisk autosize minRows={3} {...form.text('reason')} />
          {hasDueDay && <Earlier dueOn={form.values.proposedDueOn} now={dueNow} />}
        </>
      )}
    </CommandDialog>
  );
}

export function GrantChangeDialog({ task, onClose }: TaskDialogProps) {
  const { t } = useTranslation(['task', 'app']);
  const hasDueDay = task.schedule.kind === 'DUE_DATE';
  const dueNow = task.schedule.dueOn;
  const change = task.openChange;
  if (change === null) return null;
  return (
    <CommandDialog
      draftKey={draftKeyOf('grantTaskChange', task)}
      title={t('action.grantTaskChange')}
      sendLabel={t('action.grantTaskChange')}
      done={t('done.grantTaskChange')}
      document={grantTaskChange}
      initial={() => ({ dueOn: null as string | null, note: '' })}
      toInput={({ dueOn, note }) => ({
        taskId: task.id,
        changeId: change.id,
        dueOn: hasDueDay ? dueOn : null,
        note: orNull(note),
      })}
      onClose={onClose}
    >
      {(form) => (
        <>
          <Facts>
            <Fact name={t('change.proposal')}>{change.proposal}</Fact>
            {change.proposedDueOn && (
              <Fact name={t('change.proposedDueOn')}>{formatDate(change.proposedDueOn)}</Fact>
            )}
            <Fact name={t('change.reason')}>{change.reason}</Fact>
          </Facts>
          {hasDueDay && (
            <DateField
              label={t('form.grantDueOn')}
              description={[
                dueNow !== null && t('form.dueOnNow', { date: formatDate(dueNow) }),
                change.proposedDueOn !== null && t('form.grantDueOnHint'),
              ]
                .filter(Boolean)
                .join(' ')}
              value={form.values.dueOn}
              onChange={(date) => form.set('dueOn', date)}
              error={form.errors.dueOn}
            />
          )}
          <Textarea label={t('form.note')} autosize minRows={2} {...form.text('note')} />
          {hasDueDay && <Earlier dueOn={form.values.dueOn ?? change.proposedDueOn} now={dueNow} />}
        </>
      )}
    </CommandDialog>
  );
}

/** Most changes ask for more time: a day before the present one may be a slip. */
function Earlier({ dueOn, now }: { dueOn: string | null; now: string | null }) {
  const { t } = useTranslation('task');
  if (dueOn === null || now === null || dueOn >= now) return null;
  return <Notice>{t('form.earlierThanNow', { date: formatDate(dueOn), now: formatDate(now) })}</Notice>;
}
