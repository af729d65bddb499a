import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Navigation } from './navigation.tsx';

export function NavigationDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened
      onClose={onClose}
      size={280}
      title={t('product')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Navigation onGo={onClose} />
    </Drawer>
  );
}
