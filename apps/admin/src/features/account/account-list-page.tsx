import { Button, CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { formatNumber } from '../../platform/format.ts';
import { useMoment } from '../../platform/moment.tsx';
import { useViewer } from '../../platform/session.ts';
import { lazyNamed } from '../../ui/lazy-named.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { NextPages } from '../../ui/next-pages.tsx';
import { Nothing, PageHead } from '../../ui/page.tsx';
import { UnitName } from '../../ui/unit-name.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './account.module.css';
import { AccountChip } from './account-chip.tsx';
import { type AccountDetail, accountsQuery } from './account-operations.ts';

const DetailsDialog = lazyNamed(() => import('./dialogs/details-dialog.tsx'), 'DetailsDialog');
const route = getRouteApi('/frame/accounts');

/** Everybody who may sign in, with the offices through which they act. */
export function AccountListPage() {
  const { t } = useTranslation(['account', 'app']);
  const { q } = route.useSearch();
  const navigate = route.useNavigate();
  const { readOnly } = useMoment();
  const { role } = useViewer();
  const [opening, setOpening] = useState(false);
  const [typed, setTyped] = useState(q ?? '');
  const search = useDebouncedCallback(
    (words: string) =>
      void navigate({ search: (old) => ({ ...old, q: words.trim() || undefined }), replace: true }),
    250,
  );
  const [answer, ask] = useQuery({ query: accountsQuery, variables: { search: q } });
  function type(words: string): void {
    setTyped(words);
    search(words);
  }
  return (
    <>
      <PageHead
        title={t('list.title')}
        actions={
          role === 'ADMINISTRATOR' &&
          !readOnly && (
            <Button leftSection={<IconPlus size={16} />} onClick={() => setOpening(true)}>
              {t('action.openAccount')}
            </Button>
          )
        }
      />
      <search className={classes.filters}>
        <TextInput
          type="search"
          aria-label={t('list.search')}
          placeholder={t('list.search')}
          leftSection={<IconSearch size={16} />}
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
          rightSection={
            typed && <CloseButton size="sm" aria-label={t('app:clear')} onClick={() => type('')} />
          }
          className={classes.search}
        />
      </search>
      <Loaded answer={answer} onRetry={() => ask({ requestPolicy: 'network-only' })} lines={10}>
        {({ accounts }) => (
          <section className={classes.card} aria-label={t('list.title')}>
            <p className={classes.count} role="status">
              {t('list.count', { count: accounts.totalCount, shown: formatNumber(accounts.totalCount) })}
            </p>
            {accounts.edges.length === 0 ? (
              <div className={classes.nothing}>
                <Nothing>{t('list.nothing')}</Nothing>
              </div>
            ) : (
              <ul className={classes.list}>
                {accounts.edges.map(({ node }) => (
                  <Line key={node.id} account={node} />
                ))}
                <NextPages
                  key={q}
                  query={accountsQuery}
                  variables={{ search: q }}
                  connectionOf={(data) => data.accounts}
                  before={accounts}
                  shown={accounts.edges.length}
                >
                  {(node) => <Line key={node.id} account={node} />}
                </NextPages>
              </ul>
            )}
          </section>
        )}
      </Loaded>
      {opening && (
        <Suspense>
          <DetailsDialog account={null} onClose={() => setOpening(false)} />
        </Suspense>
      )}
    </>
  );
}

function Line({ account }: { account: AccountDetail }) {
  const { t } = useTranslation(['account', 'app']);
  const words = useWords();
  const present = account.offices.filter((office) => office.lastDay === null);
  return (
    <li className={classes.line}>
      <div className={classes.person}>
        <Link to="/accounts/$accountId" params={{ accountId: account.id }}>
          {account.fullName ?? t('nameHidden')}
        </Link>
        <span className={classes.soft}>{account.email}</span>
      </div>
      <div className={classes.posts}>
        {present.length === 0 ? (
          <span className={classes.soft}>{t('noOffice')}</span>
        ) : (
          present.map((office) => (
            <span key={office.id}>
              {words(office.title, office.titleEnglish)}
              {office.unit && (
                <>
                  {' · '}
                  <UnitName unit={office.unit} />
                </>
              )}
              <span className={classes.soft}> · {t(`app:role.${office.role}`)}</span>
            </span>
          ))
        )}
      </div>
      <AccountChip status={account.status} />
    </li>
  );
}
