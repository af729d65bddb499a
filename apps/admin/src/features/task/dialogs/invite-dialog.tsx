import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CommandDialog } from '../../../ui/command-dialog.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { UnitSelect } from '../../../ui/unit-select.tsx';
import { inviteCoordination } from '../task-commands.ts';
import { draftKeyOf, type TaskDialogProps } from './task-dialog.ts';

export function InviteDialog({ task, onClose }: TaskDialogProps) {
  const { t } = useTranslation(['task', 'app']);
  const taken = new Set(
    task.coordinations
      .filter(({ state }) => state !== 'DECLINED' && state !== 'WITHDRAWN')
      .map(({ unit }) => unit.id),
  );
  return (
    <CommandDialog
      draftKey={draftKeyOf('inviteCoordination', task)}
      title={t('invite.title')}
      explanation={t('invite.explain')}
      sendLabel={t('invite.send')}
      done={t('invite.done')}
      document={inviteCoordination}
      initial={() => ({ unitId: null as string | null, scope: '', dueOn: task.schedule.dueOn })}
      check={({ unitId, scope }) => ({
        unitId: unitId === null ? t('app:requiredField') : undefined,
        scope: scope.trim() === '' ? t('app:requiredField') : undefined,
      })}
      toInput={({ unitId, scope, dueOn }) => ({
        // One coordination for each pair of task and unit: the same invitation twice is the same stream.
        coordinationId: `${task.id}.${unitId ?? ''}`,
        taskId: task.id,
        unitId: unitId ?? '',
        scope: scope.trim(),
        dueOn,
      })}
      onClose={onClose}
    >
      {(form) => (
        <>
          <UnitSelect
            label={t('invite.unit')}
            required
            value={form.values.unitId}
            onChange={(unitId) => form.set('unitId', unitId)}
            only={({ id }) => id !== task.leadUnit?.id && !taken.has(id)}
            error={form.errors.unitId}
          />
          <Textarea label={t('invite.scope')} withAsterisk autosize minRows={3} {...form.text('scope')} />
          <DateField
            label={t('invite.dueOn')}
            value={form.values.dueOn}
            onChange={(date) => form.set('dueOn', date)}
            error={form.errors.dueOn}
          />
        </>
      )}
    </CommandDialog>
  );
}
