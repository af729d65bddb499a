import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../platform/format.ts';
import { useMoment } from '../../platform/moment.tsx';
import { useViewer } from '../../platform/session.ts';
import { lazyNamed } from '../../ui/lazy-named.ts';
import { Nothing, Panel } from '../../ui/page.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './account.module.css';
import type { AccountDetail, Office } from './account-operations.ts';

const GrantDialog = lazyNamed(() => import('./dialogs/grant-dialog.tsx'), 'GrantDialog');
const EndDialog = lazyNamed(() => import('./dialogs/end-dialog.tsx'), 'EndDialog');

/** Offices held and once held: a right always comes with an office, never with a name. */
export function OfficeList({ account }: { account: AccountDetail }) {
  const { t } = useTranslation(['account', 'app']);
  const words = useWords();
  const { readOnly } = useMoment();
  const { role } = useViewer();
  const [call, setCall] = useState<'grant' | Office | null>(null);
  const may = !readOnly && role === 'ADMINISTRATOR' && account.status === 'OPEN';
  const close = (): void => setCall(null);
  return (
    <Panel
      title={t('part.offices')}
      aside={
        may && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() => setCall('grant')}
          >
            {t('action.grantOffice')}
          </Button>
        )
      }
    >
      {account.offices.length === 0 ? (
        <Nothing>{t('noOffice')}</Nothing>
      ) : (
        <ul className={classes.offices}>
          {account.offices.map((office) => (
            <li key={office.id} data-ended={office.lastDay !== null || undefined}>
              <div>
                <strong>{words(office.title, office.titleEnglish)}</strong>
                <div>
                  {office.unit ? (
                    <Link to="/organisation/$unitId" params={{ unitId: office.unit.id }}>
                      {words(office.unit.name, office.unit.nameEnglish)}
                    </Link>
                  ) : (
                    t('app:viewer.noUnit')
                  )}
                </div>
                <span className={classes.soft}>
                  {t(`app:role.${office.role}`)}
                  {' · '}
                  {office.lastDay === null
                    ? t('heldSince', { date: formatDate(office.since) })
                    : t('held', { from: formatDate(office.since), to: formatDate(office.lastDay) })}
                </span>
              </div>
              {may && office.lastDay === null && (
                <Button
                  size="xs"
                  variant="default"
                  aria-label={t('endOf', { title: office.title })}
                  onClick={() => setCall(office)}
                >
                  {t('action.endOffice')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <Suspense>
        {call === 'grant' && <GrantDialog account={account} onClose={close} />}
        {call !== null && call !== 'grant' && <EndDialog account={account} office={call} onClose={close} />}
      </Suspense>
    </Panel>
  );
}
