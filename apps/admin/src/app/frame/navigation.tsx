import {
  IconApi,
  IconArrowsLeftRight,
  IconBuildingBank,
  IconChecklist,
  IconFileText,
  IconLayoutDashboard,
  IconNotebook,
  IconUsers,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useViewer } from '../../platform/session.ts';
import classes from './navigation.module.css';

const places = [
  { to: '/', name: 'overview', icon: IconLayoutDashboard },
  { to: '/tasks', name: 'tasks', icon: IconChecklist },
  { to: '/plans', name: 'plans', icon: IconNotebook },
  { to: '/coordination', name: 'coordination', icon: IconArrowsLeftRight },
  { to: '/organisation', name: 'organisation', icon: IconBuildingBank },
  { to: '/reports', name: 'reports', icon: IconFileText },
  { to: '/accounts', name: 'accounts', icon: IconUsers, roles: ['ADMINISTRATOR', 'AUDITOR'] },
  { to: '/graphiql', name: 'graphiql', icon: IconApi },
] as const;

export function Navigation({ onGo }: { onGo?: () => void }) {
  const { t } = useTranslation();
  const { role } = useViewer();
  return (
    <nav aria-label={t('nav.label')}>
      <ul className={classes.list}>
        {places
          .filter((place) => !('roles' in place) || place.roles.some((allowed) => allowed === role))
          .map(({ to, name, icon: Icon }) => (
            <li key={to}>
              <Link
                to={to}
                className={classes.link}
                activeProps={{ 'data-active': true, 'aria-current': 'page' }}
                activeOptions={{ exact: to === '/', includeSearch: false }}
                onClick={onGo}
              >
                <Icon size={18} stroke={1.7} aria-hidden />
                {t(`nav.${name}`)}
              </Link>
            </li>
          ))}
      </ul>
    </nav>
  );
}
