import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMoment } from '../../../platform/moment.tsx';
import { newId } from '../../../platform/new-id.ts';
import { CommandDialog } from '../../../ui/command-dialog.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { UnitSelect } from '../../../ui/unit-select.tsx';
import { type AccountDetail, grantOffice } from '../account-operations.ts';

/** Roles of people; the worker's service role is held by its token, not by an office. */
const roles = ['OFFICER', 'LEADER', 'PLANNER', 'AUDITOR', 'ADMINISTRATOR'] as const;
type Role = (typeof roles)[number];

interface Values {
  readonly officeId: string;
  readonly unitId: string | null;
  readonly title: string;
  readonly titleEnglish: string;
  readonly role: Role;
  readonly since: string | null;
}

export function GrantDialog({ account, onClose }: { account: AccountDetail; onClose: () => void }) {
  const { t } = useTranslation(['account', 'app']);
  const { today } = useMoment();
  return (
    <CommandDialog
      draftKey={`grantOffice/${account.id}`}
      title={t('action.grantOffice')}
      explanation={t('explain.grantOffice')}
      sendLabel={t('action.grantOffice')}
      done={t('done.grantOffice')}
      document={grantOffice}
      initial={(): Values => ({
        officeId: newId(),
        unitId: null,
        title: '',
        titleEnglish: '',
        role: 'OFFICER',
        since: today,
      })}
      check={({ unitId, title, role, since }) => ({
        unitId: unitId === null && role !== 'ADMINISTRATOR' ? t('app:requiredField') : undefined,
        title: title.trim() === '' ? t('app:requiredField') : undefined,
        since: since === null ? t('app:requiredField') : undefined,
      })}
      toInput={({ title, titleEnglish, since, ...rest }) => ({
        accountId: account.id,
        ...rest,
        title: title.trim(),
        titleEnglish: titleEnglish.trim() || null,
        since: since ?? '',
      })}
      onClose={onClose}
    >
      {(form) => (
        <>
          <Select
            label={t('form.role')}
            description={t(`roleHint.${form.values.role}`)}
            data={roles.map((value) => ({ value, label: t(`app:role.${value}`) }))}
            value={form.values.role}
            allowDeselect={false}
            onChange={(role) => form.set('role', (role ?? 'OFFICER') as Role)}
          />
          <UnitSelect
            label={t('form.unit')}
            required={form.values.role !== 'ADMINISTRATOR'}
            value={form.values.unitId}
            onChange={(id) => form.set('unitId', id)}
            error={form.errors.unitId}
          />
          <TextInput label={t('form.title')} withAsterisk {...form.text('title')} />
          <TextInput label={t('form.titleEnglish')} {...form.text('titleEnglish')} />
          <DateField
            label={t('form.since')}
            required
            value={form.values.since}
            onChange={(date) => form.set('since', date)}
            error={form.errors.since}
          />
        </>
      )}
    </CommandDialog>
  );
}
