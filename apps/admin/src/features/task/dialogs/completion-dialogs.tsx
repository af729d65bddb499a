import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../platform/format.ts';
import { useMoment } from '../../../platform/moment.tsx';
import { CommandDialog } from '../../../ui/command-dialog.tsx';
import { confirmTask, submitTask } from '../task-commands.ts';
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
      initial={() => ({ summary: '' })}
      check={({ summary }) => ({ summary: summary.trim() === '' ? t('app:requiredField') : undefined })}
      toInput={({ summary }) => ({ taskId: task.id, summary: summary.trim() })}
      onClose={onClose}
    >
      {(form) => (
        <Textarea
          label={t('form.summary')}
          description={t('form.summaryHint')}
          withAsterisk
          autosize
          minRows={4}
          data-autofocus
          {...form.text('summary')}
        />
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
          {task.submissionSummary && <blockquote style={{ margin: 0 }}>{task.submissionSummary}</blockquote>}
          <Textarea label={t('form.note')} autosize minRows={2} data-autofocus {...form.text('note')} />
        </>
      )}
    </CommandDialog>
  );
}
