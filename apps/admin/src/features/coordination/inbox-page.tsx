import { useTranslation } from 'react-i18next';
import { PageHead } from '../../ui/page.tsx';

export function InboxPage() {
  const { t } = useTranslation();
  return <PageHead title={t('nav.coordination')} />;
}
