import { Title } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from './language-switch.tsx';
import { SignInForm } from './sign-in-form.tsx';
import classes from './sign-in-page.module.css';

export function SignInPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { to } = useSearch({ from: '/sign-in' });
  const title = t('signIn.title');
  useEffect(() => {
    document.title = `${title} · Song Hành`;
  }, [title]);
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <div className={classes.brand}>
          <img src="/mark.svg" alt="" width={40} height={40} />
          <div>
            <p className={classes.product}>{t('product')}</p>
            <p className={classes.tagline}>{t('tagline')}</p>
          </div>
        </div>
        <Title order={1} size="h2" mb={16}>
          {title}
        </Title>
        <SignInForm onSignedIn={() => navigate({ href: ownAddress(to), replace: true })} />
      </div>
      <LanguageSwitch />
    </main>
  );
}

/** The address to go on to; only one of this app, so that no link can lead people elsewhere after sign-in. */
function ownAddress(to: string | undefined): string {
  if (to === undefined || !to.startsWith('/') || to.startsWith('//') || to.startsWith('/\\')) return '/';
  return to;
}
