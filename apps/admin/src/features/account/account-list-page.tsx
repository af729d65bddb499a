import { useTranslation } from 'react-i18next';
import { PageHead } from '../../ui/page.tsx';

export function AccountListPage() {
  const { t } = useTranslation();
  return <PageHead title={t('nav.accounts')} />;
}
