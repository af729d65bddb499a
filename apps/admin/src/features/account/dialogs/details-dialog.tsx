import { TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { newId } from '../../../platform/new-id.ts';
import { CommandDialog } from '../../../ui/command-dialog.tsx';
import type { DialogForm } from '../../../ui/form-dialog.tsx';
import {
  type AccountDetail,
  accountQuery,
  changeAccountDetails,
  openAccount,
} from '../account-operations.ts';

interface Values {
  readonly accountId: string;
  readonly fullName: string;
  readonly email: string;
  readonly phone: string;
}

/** The person of a new account (`account` is null), or of one that stands. */
export function DetailsDialog({ account, onClose }: { account: AccountDetail | null; onClose: () => void }) {
  const { t } = useTranslation(['account', 'app']);
  const navigate = useNavigate();
  const name = account === null ? 'openAccount' : 'changeAccountDetails';
  const shape = {
    draftKey: `${name}/${account?.id ?? ''}`,
    title: t(`action.${name}`),
    explanation: t(`explain.${name}`),
    sendLabel: t(`send.${name}`),
    done: t(`done.${name}`),
    initial: (): Values => ({
      accountId: account?.id ?? newId(),
      fullName: account?.fullName ?? '',
      email: account?.email ?? '',
      phone: account?.phone ?? '',
    }),
    check: ({ fullName, email }: Values) => ({
      fullName: fullName.trim() === '' ? t('app:requiredField') : undefined,
      email: email.includes('@') ? undefined : t('form.emailFault'),
    }),
    toInput: (values: Values) => ({
      accountId: values.accountId,
      fullName: values.fullName.trim(),
      email: values.email.trim(),
      phone: values.phone.trim() || null,
    }),
    onClose,
    children: (form: DialogForm<Values>) => (
      <>
        <TextInput label={t('form.fullName')} withAsterisk data-autofocus {...form.text('fullName')} />
        <TextInput label={t('fact.email')} type="email" withAsterisk {...form.text('email')} />
        <TextInput label={t('form.phone')} type="tel" {...form.text('phone')} />
      </>
    ),
  };
  if (account !== null) {
    return (
      <CommandDialog
        {...shape}
        document={changeAccountDetails}
        revision={account.revision}
        latest={[accountQuery, { id: account.id }]}
      />
    );
  }
  return (
    <CommandDialog
      {...shape}
      document={openAccount}
      onDone={(data) =>
        void navigate({ to: '/accounts/$accountId', params: { accountId: data.openAccount.id } })
      }
    />
  );
}
