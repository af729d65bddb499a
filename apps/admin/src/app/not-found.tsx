import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../ui/page.tsx';

/** An address that leads nowhere, or to something that did not exist at the moment shown. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <div style={{ maxInlineSize: 560, marginBlock: '8vh' }}>
      <PageHead title={t('notFound.title')} below={t('notFound.body')} />
      <Link to="/">{t('notFound.home')}</Link>
    </div>
  );
}
