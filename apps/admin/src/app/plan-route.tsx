import { useTranslation } from 'react-i18next';
import { PageHead } from '../ui/page.tsx';

export function PlanRoute() {
  const { t } = useTranslation();
  return <PageHead title={t('nav.plans')} />;
}
