import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMoment } from '../../platform/moment.tsx';
import { newId } from '../../platform/new-id.ts';
import { CommandButton } from '../../ui/command-button.tsx';
import { CommandDialog } from '../../ui/command-dialog.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { FormButton } from '../../ui/form-button.tsx';
import { OneTextDialog } from '../../ui/one-text-dialog.tsx';
import {
  acceptCoordination,
  acknowledgeCoordination,
  concludeCoordination,
  contribute,
  declineCoordination,
  grantCoordinationChange,
  proposeCoordinationChange,
  refuseCoordinationChange,
  withdrawCoordinationChange,
  withdrawInvitation,
} from './coordination-commands.ts';
import { type CoordinationDetail, coordinationQuery } from './coordination-operations.ts';

const written = [
  'contribute',
  'concludeCoordination',
  'refuseCoordinationChange',
  'proposeCoordinationChange',
  'declineCoordination',
  'withdrawInvitation',
] as const;
type Written = (typeof written)[number];

/** What the viewer may do with a coordination now: one press where no word is needed, a dialog where one is. */
export function CoordinationActions({
  coordination,
  compact = false,
}: {
  coordination: CoordinationDetail;
  /** One among many on a screen: smaller, and none of them stands out. */
  compact?: boolean;
}) {
  const { t } = useTranslation('coordination');
  const { readOnly } = useMoment();
  const [open, setOpen] = useState<Written | null>(null);
  const { id, openChange, availableCommands } = coordination;
  const may = (name: string): boolean => availableCommands.includes(name);
  const size = compact ? 'xs' : 'sm';
  if (readOnly || availableCommands.length === 0) return null;
  return (
    <>
      {may('acknowledgeCoordination') && (
        <CommandButton
          document={acknowledgeCoordination}
          input={{ coordinationId: id }}
          size={size}
          done={t('done.acknowledgeCoordination')}
        >
          {t('action.acknowledgeCoordination')}
        </CommandButton>
      )}
      {may('acceptCoordination') && (
        <CommandButton
          document={acceptCoordination}
          input={{ coordinationId: id }}
          size={size}
          done={t('done.acceptCoordination')}
        >
          {t('action.acceptCoordination')}
        </CommandButton>
      )}
      {may('grantCoordinationChange') && openChange && (
        <CommandButton
          document={grantCoordinationChange}
          input={{ coordinationId: id, changeId: openChange.id }}
          size={size}
          done={t('done.grantCoordinationChange')}
        >
          {t('action.grantCoordinationChange')}
        </CommandButton>
      )}
      {may('withdrawCoordinationChange') && openChange && (
        <CommandButton
          document={withdrawCoordinationChange}
          input={{ coordinationId: id, changeId: openChange.id }}
          variant="default"
          size={size}
          done={t('done.withdrawCoordinationChange')}
        >
          {t('action.withdrawCoordinationChange')}
        </CommandButton>
      )}
      {written.filter(may).map((name) => (
        <FormButton
          key={name}
          draftKey={`${name}/${id}`}
          size={size}
          variant={
            !compact && (name === 'contribute' || name === 'concludeCoordination') ? 'filled' : 'default'
          }
          onClick={() => setOpen(name)}
        >
          {t(`action.${name}`)}
        </FormButton>
      ))}
      {open !== null && (
        <ActionDialog name={open} coordination={coordination} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

function ActionDialog({
  name,
  coordination,
  onClose,
}: {
  name: Written;
  coordination: CoordinationDetail;
  onClose: () => void;
}) {
  const { t } = useTranslation('coordination');
  const coordinationId = coordination.id;
  const words = {
    draftKey: `${name}/${coordinationId}`,
    title: t(`action.${name}`),
    explanation: t(`explain.${name}`),
    sendLabel: t(`action.${name}`),
    done: t(`done.${name}`),
    onClose,
  };
  switch (name) {
    case 'contribute':
      return (
        <OneTextDialog
          {...words}
          document={contribute}
          field="text"
          label={t('form.contribution')}
          rest={() => ({ coordinationId, contributionId: newId() })}
        />
      );
    case 'concludeCoordination':
      return (
        <OneTextDialog
          {...words}
          document={concludeCoordination}
          field="summary"
          label={t('form.summary')}
          rest={() => ({ coordinationId })}
        />
      );
    case 'declineCoordination':
      return (
        <OneTextDialog
          {...words}
          document={declineCoordination}
          field="reason"
          label={t('form.reason')}
          danger
          rest={() => ({ coordinationId })}
        />
      );
    case 'withdrawInvitation':
      return (
        <OneTextDialog
          {...words}
          document={withdrawInvitation}
          field="reason"
          label={t('form.reason')}
          danger
          rest={() => ({ coordinationId })}
        />
      );
    case 'refuseCoordinationChange':
      return (
        <OneTextDialog
          {...words}
          document={refuseCoordinationChange}
          field="reason"
          label={t('form.reason')}
          rest={() => ({ coordinationId, changeId: coordination.openChange?.id })}
        />
      );
    case 'proposeCoordinationChange':
      return <ProposeDialog {...words} coordination={coordination} />;
    default:
      return name satisfies never;
  }
}

function ProposeDialog({
  coordination,
  ...words
}: {
  draftKey: string;
  title: string;
  explanation: string;
  sendLabel: string;
  done: string;
  onClose: () => void;
  coordination: CoordinationDetail;
}) {
  const { t } = useTranslation(['coordination', 'app']);
  const [changeId] = useState(() => newId());
  return (
    <CommandDialog
      {...words}
      document={proposeCoordinationChange}
      revision={coordination.revision}
      latest={[coordinationQuery, { id: coordination.id }]}
      initial={() => ({
        changeId,
        scope: coordination.scope ?? '',
        dueOn: coordination.dueOn ?? null,
        reason: '',
      })}
      check={({ scope, reason }) => ({
        scope: scope.trim() === '' ? t('app:requiredField') : undefined,
        reason: reason.trim().length < 3 ? t('app:reasonTooShort') : undefined,
      })}
      toInput={({ changeId, scope, dueOn, reason }) => ({
        coordinationId: coordination.id,
        changeId,
        scope: scope.trim(),
        dueOn,
        reason: reason.trim(),
      })}
    >
      {(form) => (
        <>
          <Textarea
            label={t('form.proposedScope')}
            withAsterisk
            autosize
            minRows={3}
            data-autofocus
            {...form.text('scope')}
          />
          <DateField
            label={t('form.proposedDueOn')}
            value={form.values.dueOn}
            onChange={(date) => form.set('dueOn', date)}
            error={form.errors.dueOn}
          />
          <Textarea label={t('form.reason')} withAsterisk autosize minRows={2} {...form.text('reason')} />
        </>
      )}
    </CommandDialog>
  );
}
