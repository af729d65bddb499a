import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../platform/format.ts';
import { useMoment } from '../../../platform/moment.tsx';
import { CommandDialog } from '../../../ui/command-dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { stillOpen } from '../still-open.ts';
import { confirmTask, submitTask } from '../task-commands.ts';
import type { TaskDetail } from '../task-detail-operations.ts';
import { draftKeyOf, orNull, type TaskDialogProps } from './task-dialog.ts';

export function SubmitDialog({ task, onClose }: TaskDialogProps) {
  const { t } = useTranslation(['task', 'app']);
  const { today } = useMoment();
  const lapses = task.openChange === null ? '' : ` ${t('explain.submitLapsesChange')}`;
  return (
    <CommandDialog
      draftKey={draftKeyOf('submitTask', task)}
      title={t('action.submitTask')}
      explanation={`${t('explain.submitTask', { today: formatDate(today) })}${lapses}`}
      sendLabel={t('action.submitTask')}
      done={t('done.submitTask')}
      document={submitTask}
      // What was returned is completed, not written anew.
      initial={() => ({ summary: task.submissionSummary ?? '' })}
      check={({ summary }) => ({ summary: summary.trim() === '' ? t('app:requiredField') : undefined })}
      toInput={({ summary }) => ({ taskId: task.id, summary: summary.trim() })}
      onClose={onClose}
    >
      {(form) => (
        <>
          <StillOpen task={task} />
          <Textarea
            label={t('form.summary')}
            description={t('form.summaryHint')}
            withAsterisk
            autosize
            minRows={4}
            data-autofocus
            {...form.text('summary')}
          />
        </>
      )}
    </CommandDialog>
  );
}

export function ConfirmDialog({ task, onClose }: TaskDialogProps) {
  const { t } = useTranslation('task');
  return (
    <CommandDialog
      draftKey={draftKeyOf('confirmTask', task)}
      title={t('action.confirmTask')}
      explanation={t('explain.confirmTask')}
      sendLabel={t('action.confirmTask')}
      done={t('done.confirmTask')}
      document={confirmTask}
      initial={() => ({ note: '' })}
      toInput={({ note }) => ({ taskId: task.id, note: orNull(note) })}
      onClose={onClose}
    >
      {(form) => (
        <>
          <StillOpen task={task} />
          {task.submissionSummary && <blockquote style={{ margin: 0 }}>{task.submissionSummary}</blockquote>}
          <Textarea label={t('form.note')} autosize minRows={2} data-autofocus {...form.text('note')} />
        </>
      )}
    </CommandDialog>
  );
}

function StillOpen({ task }: { task: TaskDetail }) {
  const { t } = useTranslation('task');
  const open = stillOpen(task);
  if (open === null) return null;
  const { percent, deliverables, coordinations } = open;
  return (
    <Notice>
      {percent !== null && <p>{t('stillOpen.percent', { percent })}</p>}
      {deliverables > 0 && <p>{t('stillOpen.deliverables', { count: deliverables })}</p>}
      {coordinations > 0 && <p>{t('stillOpen.coordinations', { count: coordinations })}</p>}
    </Notice>
  );
}
