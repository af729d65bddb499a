import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../ui/page.tsx';

/** An address that leads nowhere, or to something that did not exist at the moment shown. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <>
      <PageHead title={t('notFound.title')} below={t('notFound.body')} />
      <Link to="/">{t('notFound.home')}</Link>
    </>
  );
}

/** The same for who is signed out: there is no frame around it. */
export function NotFoundAlone() {
  return (
    <main style={{ maxInlineSize: 560, margin: '10vh auto', padding: 16 }}>
      <NotFound />
    </main>
  );
}
