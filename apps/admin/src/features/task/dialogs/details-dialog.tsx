import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newId } from '../../../platform/new-id.ts';
import { CommandDialog } from '../../../ui/command-dialog.tsx';
import { detailsInput, detailsOf } from '../details-values.ts';
import { changeTaskDetails } from '../task-commands.ts';
import { taskQuery } from '../task-detail-operations.ts';
import { DetailsFields } from './details-fields.tsx';
import { draftKeyOf, type TaskDialogProps } from './task-dialog.ts';

export function ChangeDetailsDialog({ task, onClose }: TaskDialogProps) {
  const { t } = useTranslation(['task', 'app']);
  const [seed] = useState(() => newId());
  return (
    <CommandDialog
      draftKey={draftKeyOf('changeTaskDetails', task)}
      wide
      title={t('action.changeTaskDetails')}
      sendLabel={t('app:save')}
      done={t('done.changeTaskDetails')}
      document={changeTaskDetails}
      revision={task.revision}
      latest={[taskQuery, { id: task.id }]}
      initial={() => ({ ...detailsOf(task), seed })}
      check={({ title, scheduleKind, dueOn }) => ({
        title: title.trim() === '' ? t('app:requiredField') : undefined,
        dueOn: scheduleKind === 'DUE_DATE' && dueOn === null ? t('form.dueNeeded') : undefined,
      })}
      toInput={(values) => ({
        taskId: task.id,
        ...detailsInput(values, task.plan.year, task),
      })}
      onClose={onClose}
    >
      {(form) => (
        <DetailsFields
          form={form}
          sections={task.plan.sections}
          keepsPeriods={task.schedule.kind === 'CHECK_INS'}
        />
      )}
    </CommandDialog>
  );
}
