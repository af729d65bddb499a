import { ActionIcon, Button } from '@mantine/core';
import { IconHistory, IconMenu2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lazyNamed } from '../../ui/lazy-named.ts';
import { LanguageSwitch } from '../language-switch.tsx';
import classes from './top-bar.module.css';
import { ViewerMenu } from './viewer-menu.tsx';

const NavigationDrawer = lazyNamed(() => import('./navigation-drawer.tsx'), 'NavigationDrawer');

export function TopBar({ lookingBack, onLookBack }: { lookingBack: boolean; onLookBack: () => void }) {
  const { t } = useTranslation();
  const [menuOpen, setMenuOpen] = useState(false);
  return (
    <div className={classes.bar}>
      <ActionIcon
        className={classes.menu}
        variant="subtle"
        size="lg"
        aria-label={t('nav.open')}
        onClick={() => setMenuOpen(true)}
      >
        <IconMenu2 size={20} />
      </ActionIcon>
      <Link to="/" className={classes.brand}>
        <img src="/mark.svg" alt="" width={26} height={26} />
        <span>{t('product')}</span>
      </Link>
      <div className={classes.right}>
        <Button
          variant={lookingBack ? 'light' : 'default'}
          size="xs"
          leftSection={<IconHistory size={16} />}
          aria-expanded={lookingBack}
          onClick={onLookBack}
          className={classes.look}
        >
          <span className={classes.lookWords}>{t('moment.lookBack')}</span>
        </Button>
        <LanguageSwitch compact />
        <ViewerMenu />
      </div>
      {menuOpen && (
        <Suspense>
          <NavigationDrawer onClose={() => setMenuOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
