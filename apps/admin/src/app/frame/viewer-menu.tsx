import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import {
  IconChevronDown,
  IconDeviceDesktop,
  IconLogout,
  IconMoon,
  IconSun,
  IconUserCircle,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { forgetClients } from '../../platform/graphql-client.ts';
import { signOut, useViewer } from '../../platform/session.ts';
import { useWords } from '../../ui/use-words.ts';
import classes from './viewer-menu.module.css';

const schemes = [
  { name: 'light', icon: IconSun, IconUserCircle },
  { name: 'dark', icon: IconMoon },
  { name: 'auto', icon: IconDeviceDesktop },
] as const;

/** Who is at work, through which office and for which unit. */
export function ViewerMenu() {
  const { t } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { account, office, unit, role } = useViewer();
  const officeName = words(office.title, office.titleEnglish);

  async function leave(): Promise<void> {
    await signOut();
    forgetClients();
    await navigate({ to: '/sign-in', search: {} });
  }

  return (
    // In the header, not at the end of the page: whoever goes by landmarks finds it where it opened.
    <Menu position="bottom-end" width={270} withArrow withinPortal={false}>
      <Menu.Target>
        <UnstyledButton className={classes.viewer}>
          <span className="visually-hidden">{t('viewer.menu')}: </span>
          <span className={classes.words}>
            <span className={classes.office}>{officeName}</span>
            <span className={classes.unit}>{unit?.shortName ?? t('viewer.noUnit')}</span>
          </span>
          <IconChevronDown size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.card}>
          <span className={classes.name}>{account.fullName}</span>
          <span>{officeName}</span>
          {unit && <span>{words(unit.name, unit.nameEnglish)}</span>}
          <span className={classes.role}>{t(`role.${role}`)}</span>
        </div>
        <Menu.Divider />
        <Menu.Label>{t('scheme.label')}</Menu.Label>
        {schemes.map(({ name, icon: Icon }) => (
          <Menu.Item
            key={name}
            leftSection={<Icon size={16} />}
            onClick={() => setColorScheme(name)}
            aria-current={colorScheme === name || undefined}
            fw={colorScheme === name ? 600 : undefined}
          >
            {t(`scheme.${name}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconUserCircle size={16} />}
          onClick={() => void navigate({ to: '/account' })}
        >
          {t('viewer.own')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void leave()}>
          {t('viewer.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
