import { Button, Modal } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { forgetClients } from '../../platform/graphql-client.ts';
import { signOut, useSession } from '../../platform/session.ts';
import { SignInForm } from '../sign-in-form.tsx';

/** Over the screen when the session has ended: the screen below stays as it is, with all that was typed. */
export function SignInAgain({ onSignedIn }: { onSignedIn: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { viewer, ended } = useSession();
  if (!ended || !viewer) return null;

  async function signInAsOther(): Promise<void> {
    await signOut();
    forgetClients();
    await navigate({ to: '/sign-in', search: { to: location.pathname + location.search } });
  }

  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('signIn.again')}
      zIndex={500}
    >
      <p style={{ margin: '0 0 16px', color: 'var(--ink-soft)' }}>{t('signIn.againWhy')}</p>
      <SignInForm email={viewer.account.email ?? ''} onSignedIn={onSignedIn} />
      <Button variant="subtle" fullWidth mt={8} onClick={() => void signInAsOther()}>
        {t('signIn.other')}
      </Button>
    </Modal>
  );
}
