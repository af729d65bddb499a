import { Button } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useMoment } from '../../platform/moment.tsx';
import { useViewer } from '../../platform/session.ts';
import { lazyNamed } from '../../ui/lazy-named.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { NotThere } from '../../ui/not-there.tsx';
import { OneTextDialog } from '../../ui/one-text-dialog.tsx';
import { Fact, Facts, PageHead, Panel } from '../../ui/page.tsx';
import classes from './account.module.css';
import { AccountChip } from './account-chip.tsx';
import { type AccountDetail, accountQuery, closeAccount, eraseAccount } from './account-operations.ts';
import { OfficeList } from './office-list.tsx';

const DetailsDialog = lazyNamed(() => import('./dialogs/details-dialog.tsx'), 'DetailsDialog');
const PasswordDialog = lazyNamed(() => import('./dialogs/password-dialog.tsx'), 'PasswordDialog');
const route = getRouteApi('/frame/accounts/$accountId');

/** One person's account and offices, for the administrator. */
export function AccountPage() {
  const { t } = useTranslation('account');
  const { accountId } = route.useParams();
  const [answer, ask] = useQuery({ query: accountQuery, variables: { id: accountId } });
  return (
    <Loaded answer={answer} onRetry={() => ask({ requestPolicy: 'network-only' })} lines={6}>
      {({ account }) =>
        account === null ? (
          <NotThere title={t('notFound')} below={<Link to="/accounts">{t('list.title')}</Link>} />
        ) : (
          <>
            <PageHead
              title={account.fullName ?? t('nameHidden')}
              above={
                <>
                  <Link to="/accounts">{t('list.title')}</Link>
                  <AccountChip status={account.status} />
                  {account.illustrative && <span>{t('app:illustrative')}</span>}
                </>
              }
              actions={<Actions account={account} />}
            />
            <div className={classes.page}>
              <Panel title={t('part.person')}>
                <Facts>
                  <Fact name={t('fact.email')}>{account.email ?? '–'}</Fact>
                  <Fact name={t('fact.phone')}>{account.phone ?? '–'}</Fact>
                </Facts>
              </Panel>
              <OfficeList account={account} />
            </div>
          </>
        )
      }
    </Loaded>
  );
}

type Call = 'details' | 'password' | 'close' | 'erase';

function Actions({ account }: { account: AccountDetail }) {
  const { t } = useTranslation('account');
  const { readOnly } = useMoment();
  const { role, account: own } = useViewer();
  const [call, setCall] = useState<Call | null>(null);
  if (readOnly || role !== 'ADMINISTRATOR') return null;
  const close = (): void => setCall(null);
  const accountId = account.id;
  return (
    <>
      {account.status === 'OPEN' && (
        <>
          <Button variant="default" onClick={() => setCall('details')}>
            {t('action.changeAccountDetails')}
          </Button>
          <Button variant="default" onClick={() => setCall('password')}>
            {t('action.setPassword')}
          </Button>
          {accountId !== own.id && (
            <Button variant="default" onClick={() => setCall('close')}>
              {t('action.closeAccount')}
            </Button>
          )}
        </>
      )}
      {account.status === 'CLOSED' && (
        <Button variant="default" onClick={() => setCall('erase')}>
          {t('action.eraseAccount')}
        </Button>
      )}
      <Suspense>
        {call === 'details' && <DetailsDialog account={account} onClose={close} />}
        {call === 'password' && <PasswordDialog account={account} onClose={close} />}
        {call === 'close' && (
          <OneTextDialog
            draftKey={`closeAccount/${accountId}`}
            title={t('action.closeAccount')}
            explanation={t('explain.closeAccount')}
            sendLabel={t('action.closeAccount')}
            danger
            done={t('done.closeAccount')}
            document={closeAccount}
            field="reason"
            label={t('form.reason')}
            rest={() => ({ accountId })}
            onClose={close}
          />
        )}
        {call === 'erase' && (
          <OneTextDialog
            draftKey={`eraseAccount/${accountId}`}
            title={t('action.eraseAccount')}
            explanation={t('explain.eraseAccount')}
            sendLabel={t('action.eraseAccount')}
            danger
            done={t('done.eraseAccount')}
            document={eraseAccount}
            field="reason"
            label={t('form.reason')}
            rest={() => ({ accountId })}
            onClose={close}
          />
        )}
      </Suspense>
    </>
  );
}
