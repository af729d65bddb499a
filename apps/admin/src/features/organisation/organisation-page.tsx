import { useTranslation } from 'react-i18next';
import { PageHead } from '../../ui/page.tsx';

export function OrganisationPage() {
  const { t } = useTranslation();
  return <PageHead title={t('nav.organisation')} />;
}
