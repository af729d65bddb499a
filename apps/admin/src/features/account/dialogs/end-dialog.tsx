import { useTranslation } from 'react-i18next';
import { useMoment } from '../../../platform/moment.tsx';
import { CommandDialog } from '../../../ui/command-dialog.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { type AccountDetail, endOffice, type Office } from '../account-operations.ts';

export function EndDialog({
  account,
  office,
  onClose,
}: {
  account: AccountDetail;
  office: Office;
  onClose: () => void;
}) {
  const { t } = useTranslation(['account', 'app']);
  const { today } = useMoment();
  return (
    <CommandDialog
      draftKey={`endOffice/${office.id}`}
      title={t('endOf', { title: office.title })}
      explanation={t('explain.endOffice')}
      sendLabel={t('action.endOffice')}
      danger
      done={t('done.endOffice')}
      document={endOffice}
      initial={() => ({ lastDay: today as string | null })}
      check={({ lastDay }) => ({ lastDay: lastDay === null ? t('app:requiredField') : undefined })}
      toInput={({ lastDay }) => ({ accountId: account.id, officeId: office.id, lastDay: lastDay ?? '' })}
      onClose={onClose}
    >
      {(form) => (
        <DateField
          label={t('form.lastDay')}
          required
          min={office.since}
          value={form.values.lastDay}
          onChange={(date) => form.set('lastDay', date)}
          error={form.errors.lastDay}
        />
      )}
    </CommandDialog>
  );
}
