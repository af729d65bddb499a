import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useViewer } from '../../../platform/session.ts';
import type { AccountDetail } from '../account-operations.ts';
import { PasswordForm } from '../password-form.tsx';

/** A new password for another person; their sessions end with it. */
export function PasswordDialog({ account, onClose }: { account: AccountDetail; onClose: () => void }) {
  const { t } = useTranslation(['account', 'app']);
  const { account: own } = useViewer();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('action.setPassword')}
      closeButtonProps={{ 'aria-label': t('app:close') }}
      closeOnClickOutside={false}
    >
      <PasswordForm
        accountId={account.id === own.id ? null : account.id}
        email={account.email ?? ''}
        onDone={onClose}
      />
    </Modal>
  );
}
