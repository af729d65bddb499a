import { Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { type ComponentType, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMoment } from '../../../platform/moment.tsx';
import { CommandButton } from '../../../ui/command-button.tsx';
import { FormButton, FormMenuItem, useDraftMark } from '../../../ui/form-button.tsx';
import { lazyNamed } from '../../../ui/lazy-named.ts';
import { draftKeyOf, type TaskDialogProps } from '../dialogs/task-dialog.ts';
import { acceptTaskRequest, acknowledgeTask } from '../task-commands.ts';
import type { TaskDetail } from '../task-detail-operations.ts';
import classes from './task-head.module.css';

const reasons = () => import('../dialogs/reason-dialogs.tsx');
const changes = () => import('../dialogs/change-dialogs.tsx');
const completions = () => import('../dialogs/completion-dialogs.tsx');

/** The dialog of each command, in the order in which the buttons stand: what is next comes first. */
const dialogs = {
  confirmTask: lazyNamed(completions, 'ConfirmDialog'),
  returnTask: lazyNamed(reasons, 'ReturnDialog'),
  grantTaskChange: lazyNamed(changes, 'GrantChangeDialog'),
  refuseTaskChange: lazyNamed(reasons, 'RefuseChangeDialog'),
  assignTask: lazyNamed(() => import('../dialogs/assign-dialog.tsx'), 'AssignDialog'),
  checkIn: lazyNamed(() => import('../dialogs/check-in-dialog.tsx'), 'CheckInDialog'),
  attachEvidence: lazyNamed(() => import('../dialogs/evidence-dialog.tsx'), 'EvidenceDialog'),
  submitTask: lazyNamed(completions, 'SubmitDialog'),
  inviteCoordination: lazyNamed(() => import('../dialogs/invite-dialog.tsx'), 'InviteDialog'),
  requestTaskChange: lazyNamed(changes, 'RequestChangeDialog'),
  declineTaskRequest: lazyNamed(reasons, 'DeclineDialog'),
  changeTaskDetails: lazyNamed(() => import('../dialogs/details-dialog.tsx'), 'ChangeDetailsDialog'),
  cancelTask: lazyNamed(reasons, 'CancelDialog'),
} satisfies Record<string, ComponentType<TaskDialogProps>>;
type DialogName = keyof typeof dialogs;

/** Rarely wanted, or not easily taken back: behind "more". A task that has its lead is seldom assigned anew. */
function isSeldom(name: DialogName, { assignment }: TaskDetail): boolean {
  if (name === 'assignTask') return assignment !== 'UNASSIGNED' && assignment !== 'DECLINED';
  return name === 'changeTaskDetails' || name === 'cancelTask' || name === 'requestTaskChange';
}

export function TaskActions({ task }: { task: TaskDetail }) {
  const { t } = useTranslation('task');
  const { readOnly } = useMoment();
  const [open, setOpen] = useState<DialogName | null>(null);
  const may = new Set(task.availableCommands);
  const names = (Object.keys(dialogs) as DialogName[]).filter((name) => may.has(name));
  const often = names.filter((name) => !isSeldom(name, task));
  const rest = names.filter((name) => isSeldom(name, task));
  const restMark = useDraftMark(rest.map((name) => draftKeyOf(name, task)));
  if (readOnly) return null;
  const oneStep = may.has('acknowledgeTask') || may.has('acceptTaskRequest');
  const Dialog = open === null ? null : dialogs[open];
  if (names.length === 0 && !oneStep && Dialog === null) return null;
  return (
    <div className={classes.actions} role="toolbar" aria-label={t('action.label')}>
      {may.has('acknowledgeTask') && (
        <CommandButton
          document={acknowledgeTask}
          input={{ taskId: task.id }}
          done={t('done.acknowledgeTask')}
        >
          {t('action.acknowledgeTask')}
        </CommandButton>
      )}
      {may.has('acceptTaskRequest') && (
        <CommandButton
          document={acceptTaskRequest}
          input={{ taskId: task.id }}
          done={t('done.acceptTaskRequest')}
        >
          {t('action.acceptTaskRequest')}
        </CommandButton>
      )}
      {often.map((name, place) => (
        <FormButton
          key={name}
          draftKey={draftKeyOf(name, task)}
          variant={place === 0 && !oneStep ? 'filled' : 'default'}
          onClick={() => setOpen(name)}
        >
          {t(`action.${name}`)}
        </FormButton>
      ))}
      {rest.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button variant="default" leftSection={<IconDots size={16} />} {...restMark}>
              {t('action.more')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {rest.map((name) => (
              <FormMenuItem
                key={name}
                draftKey={draftKeyOf(name, task)}
                onClick={() => setOpen(name)}
                color={name === 'cancelTask' ? 'red.8' : undefined}
              >
                {t(`action.${name}`)}
              </FormMenuItem>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {/* The dialog stays when the command is no longer offered: what was typed must not vanish. */}
      <Suspense>{Dialog !== null && <Dialog task={task} onClose={() => setOpen(null)} />}</Suspense>
    </div>
  );
}
