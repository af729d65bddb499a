import { useTranslation } from 'react-i18next';
import { PageHead } from '../ui/page.tsx';

export function CoordinationRoute() {
  const { t } = useTranslation();
  return <PageHead title={t('nav.coordination')} />;
}
