import { Button } from '@mantine/core';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useMoment } from '../../platform/moment.tsx';
import { useViewer } from '../../platform/session.ts';
import { lazyNamed } from '../../ui/lazy-named.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Fact, Facts, Nothing, PageHead, Panel } from '../../ui/page.tsx';
import classes from './account.module.css';
import { accountQuery } from './account-operations.ts';
import { OfficeList } from './office-list.tsx';
import { PasswordForm } from './password-form.tsx';

const DetailsDialog = lazyNamed(() => import('./dialogs/details-dialog.tsx'), 'DetailsDialog');

/** The viewer's own details, offices and password. */
export function OwnAccountPage() {
  const { t } = useTranslation('account');
  const { account: own, role } = useViewer();
  const { readOnly } = useMoment();
  const [changing, setChanging] = useState(false);
  const [answer, ask] = useQuery({ query: accountQuery, variables: { id: own.id } });
  return (
    <>
      <PageHead title={t('own.title')} />
      <Loaded answer={answer} onRetry={() => ask({ requestPolicy: 'network-only' })} lines={6}>
        {({ account }) =>
          account === null ? (
            <Nothing>{t('own.notYet')}</Nothing>
          ) : (
            <div className={classes.page}>
              <Panel
                title={t('part.person')}
                aside={
                  !readOnly &&
                  role !== 'AUDITOR' && (
                    <Button size="xs" variant="default" onClick={() => setChanging(true)}>
                      {t('action.changeAccountDetails')}
                    </Button>
                  )
                }
              >
                <Facts>
                  <Fact name={t('fact.fullName')}>{account.fullName ?? '–'}</Fact>
                  <Fact name={t('fact.email')}>{account.email ?? '–'}</Fact>
                  <Fact name={t('fact.phone')}>{account.phone ?? '–'}</Fact>
                </Facts>
              </Panel>
              <OfficeList account={account} />
              {!readOnly && (
                <Panel title={t('own.password')}>
                  <PasswordForm accountId={null} email={account.email ?? ''} />
                </Panel>
              )}
              {changing && (
                <Suspense>
                  <DetailsDialog account={account} onClose={() => setChanging(false)} />
                </Suspense>
              )}
            </div>
          )
        }
      </Loaded>
    </>
  );
}
