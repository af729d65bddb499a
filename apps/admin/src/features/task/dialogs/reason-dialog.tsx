import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CommandDocument } from '../../../platform/use-command.ts';
import { CommandDialog } from '../../../ui/command-dialog.tsx';
import { reasonFault } from './task-dialog.ts';

interface ReasonInput {
  readonly commandId: string;
  readonly reason: string;
}

/** A command that asks for nothing but a reason. */
export function ReasonDialog<Data, Input extends ReasonInput>({
  name,
  subject,
  document,
  rest,
  onClose,
}: {
  name: 'declineTaskRequest' | 'refuseTaskChange' | 'returnTask' | 'cancelTask' | 'withdrawEvidence';
  subject: string;
  document: CommandDocument<Data, Input>;
  rest: Omit<Input, keyof ReasonInput>;
  onClose: () => void;
}) {
  const { t } = useTranslation(['task', 'app']);
  return (
    <CommandDialog
      draftKey={`${name}/${subject}`}
      title={t(`action.${name}`)}
      explanation={t(`explain.${name}`)}
      sendLabel={t(`action.${name}`)}
      danger={name === 'cancelTask' || name === 'declineTaskRequest' || name === 'withdrawEvidence'}
      done={t(`done.${name}`)}
      document={document}
      initial={() => ({ reason: '' })}
      check={({ reason }) => ({ reason: reasonFault(reason, t('app:reasonTooShort')) })}
      toInput={({ reason }) => ({ ...rest, reason: reason.trim() }) as Omit<Input, 'commandId'>}
      onClose={onClose}
    >
      {(form) => (
        <Textarea
          label={t('form.reason')}
          withAsterisk
          autosize
          minRows={3}
          data-autofocus
          {...form.text('reason')}
        />
      )}
    </CommandDialog>
  );
}
