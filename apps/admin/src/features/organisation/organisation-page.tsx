import { Button, CloseButton, Switch, Tabs, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { Suspense, useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { formatNumber } from '../../platform/format.ts';
import { useMoment } from '../../platform/moment.tsx';
import { useViewer } from '../../platform/session.ts';
import { lazyNamed } from '../../ui/lazy-named.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Nothing, PageHead } from '../../ui/page.tsx';
import { GroupList } from './group-list.tsx';
import classes from './organisation.module.css';
import { unitTreeQuery } from './organisation-operations.ts';
import { countMatches, unitTree } from './unit-tree.ts';
import { UnitTreeList } from './unit-tree-list.tsx';

const EstablishDialog = lazyNamed(() => import('./dialogs/establish-dialog.tsx'), 'EstablishDialog');
const GroupDialog = lazyNamed(() => import('./dialogs/group-dialog.tsx'), 'GroupDialog');
const route = getRouteApi('/frame/organisation');

/** Every unit below the one that it belongs to, found by any words of its name; and the named groups. */
export function OrganisationPage() {
  const { t } = useTranslation('organisation');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { readOnly } = useMoment();
  const { role } = useViewer();
  const [dialog, setDialog] = useState<'unit' | 'group' | null>(null);
  const tab = search.tab === 'groups' ? 'groups' : 'units';
  return (
    <>
      <PageHead
        title={t('title')}
        actions={
          role === 'ADMINISTRATOR' &&
          !readOnly && (
            <Button
              leftSection={<IconPlus size={16} />}
              onClick={() => setDialog(tab === 'units' ? 'unit' : 'group')}
            >
              {t(tab === 'units' ? 'action.establishUnit' : 'action.defineUnitGroup')}
            </Button>
          )
        }
      />
      <Tabs
        value={tab}
        onChange={(value) =>
          void navigate({
            search: (old) => ({ ...old, tab: value === 'groups' ? 'groups' : undefined }),
            replace: true,
          })
        }
        keepMounted={false}
      >
        <Tabs.List aria-label={t('title')}>
          <Tabs.Tab value="units">{t('tab.units')}</Tabs.Tab>
          <Tabs.Tab value="groups">{t('tab.groups')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="units" pt="md">
          <Units />
        </Tabs.Panel>
        <Tabs.Panel value="groups" pt="md">
          <GroupList />
        </Tabs.Panel>
      </Tabs>
      <Suspense>
        {dialog === 'unit' && <EstablishDialog parent={null} onClose={() => setDialog(null)} />}
        {dialog === 'group' && <GroupDialog group={null} onClose={() => setDialog(null)} />}
      </Suspense>
    </>
  );
}

function Units() {
  const { t } = useTranslation(['organisation', 'app']);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState(search.q ?? '');
  const [withEnded, setWithEnded] = useState(false);
  const asked = useDeferredValue(typed);
  const [answer, ask] = useQuery({ query: unitTreeQuery });
  function type(words: string): void {
    setTyped(words);
    void navigate({
      search: (old) => ({ ...old, q: words || undefined }),
      replace: true,
      resetScroll: false,
    });
  }
  return (
    <>
      <search className={classes.filters}>
        <TextInput
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          leftSection={<IconSearch size={16} />}
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
          rightSection={
            typed && <CloseButton size="sm" aria-label={t('app:clear')} onClick={() => type('')} />
          }
          className={classes.search}
        />
        <Switch
          label={t('withEnded')}
          checked={withEnded}
          onChange={(event) => setWithEnded(event.currentTarget.checked)}
        />
      </search>
      <Loaded answer={answer} onRetry={() => ask({ requestPolicy: 'network-only' })} lines={10}>
        {({ units }) => {
          const shown = units.edges
            .map((edge) => edge.node)
            .filter((unit) => withEnded || unit.lastDay === null);
          const nodes = unitTree(shown, asked);
          const count = countMatches(nodes);
          return (
            <section className={classes.card} aria-label={t('tab.units')}>
              <p className={classes.count} role="status">
                {t('count', { count, shown: formatNumber(count) })}
              </p>
              {nodes.length === 0 ? (
                <div className={classes.nothing}>
                  <Nothing>{t('nothing')}</Nothing>
                </div>
              ) : (
                <UnitTreeList nodes={nodes} depth={0} searching={asked.trim() !== ''} />
              )}
            </section>
          );
        }}
      </Loaded>
    </>
  );
}
