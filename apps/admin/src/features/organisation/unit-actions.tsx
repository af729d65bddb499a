import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMoment } from '../../platform/moment.tsx';
import { useViewer } from '../../platform/session.ts';
import { lazyNamed } from '../../ui/lazy-named.ts';
import type { UnitDetail } from './organisation-operations.ts';

const EstablishDialog = lazyNamed(() => import('./dialogs/establish-dialog.tsx'), 'EstablishDialog');
const RenameDialog = lazyNamed(() => import('./dialogs/rename-dialog.tsx'), 'RenameDialog');
const DissolveDialog = lazyNamed(() => import('./dialogs/dissolve-dialog.tsx'), 'DissolveDialog');

const calls = ['renameUnit', 'establishUnit', 'dissolveUnit'] as const;

/** The organisation is kept by administrators, from legal acts. */
export function UnitActions({ unit }: { unit: UnitDetail }) {
  const { t } = useTranslation('organisation');
  const { readOnly } = useMoment();
  const { role } = useViewer();
  const [call, setCall] = useState<(typeof calls)[number] | null>(null);
  if (readOnly || role !== 'ADMINISTRATOR' || unit.lastDay !== null) return null;
  const close = (): void => setCall(null);
  return (
    <>
      <Menu position="bottom-end" withArrow>
        <Menu.Target>
          <Button rightSection={<IconChevronDown size={16} />}>{t('action.label')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {calls.map((name) => (
            <Menu.Item key={name} onClick={() => setCall(name)}>
              {t(name === 'establishUnit' ? 'action.establishBelow' : `action.${name}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {call === 'renameUnit' && <RenameDialog unit={unit} onClose={close} />}
        {call === 'establishUnit' && <EstablishDialog parent={unit} onClose={close} />}
        {call === 'dissolveUnit' && <DissolveDialog unit={unit} onClose={close} />}
      </Suspense>
    </>
  );
}
