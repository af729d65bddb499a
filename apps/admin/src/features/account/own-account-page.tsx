import { useTranslation } from 'react-i18next';
import { PageHead } from '../../ui/page.tsx';

export function OwnAccountPage() {
  const { t } = useTranslation();
  return <PageHead title={t('viewer.menu')} />;
}
