import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useQuery, useSubscription } from 'urql';
import { formatNumber } from '../../platform/format.ts';
import { useMoment } from '../../platform/moment.tsx';
import { useViewer } from '../../platform/session.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Nothing, PageHead } from '../../ui/page.tsx';
import { UnitSelect } from '../../ui/unit-select.tsx';
import { useWords } from '../../ui/use-words.ts';
import { groupsOf } from '../../ui/waiting-groups.ts';
import classes from './coordination.module.css';
import { coordinationChanged, inboxQuery, taskChangedForInbox } from './coordination-operations.ts';
import { InboxGroupRow, InboxRow } from './inbox-row.tsx';

const route = getRouteApi('/frame/coordination');

const sides = { us: 'waitingForUs', others: 'weWaitFor' } as const;

/** What waits for a unit and what the unit waits for: one's own, or any other's to look at. */
export function InboxPage() {
  const { t } = useTranslation('coordination');
  const words = useWords();
  const { unit: own } = useViewer();
  const { readOnly } = useMoment();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const unitId = search.unit ?? own?.id ?? null;
  const [answer, ask] = useQuery({
    query: inboxQuery,
    variables: { unitId: unitId ?? '' },
    pause: unitId === null,
  });
  useSubscription({ query: coordinationChanged, variables: { unitId }, pause: readOnly || unitId === null });
  useSubscription({ query: taskChangedForInbox, variables: {}, pause: readOnly || unitId === null });
  const inbox = answer.data?.coordinationInbox;
  const mine = unitId !== null && unitId === own?.id;

  return (
    <>
      <PageHead
        title={t('inbox.title')}
        below={inbox?.unit && words(inbox.unit.name, inbox.unit.nameEnglish)}
        actions={
          <div className={classes.unit}>
            <UnitSelect
              label={t('inbox.unit')}
              value={unitId}
              onChange={(unit) =>
                void navigate({ search: (old) => ({ ...old, unit: unit ?? undefined }), replace: true })
              }
            />
          </div>
        }
      />
      {unitId === null ? (
        <Nothing>{t('inbox.chooseUnit')}</Nothing>
      ) : (
        <Tabs
          value={search.tab === 'others' ? 'others' : 'us'}
          onChange={(tab) =>
            void navigate({
              search: (old) => ({ ...old, tab: tab === 'others' ? 'others' : undefined }),
              replace: true,
            })
          }
          keepMounted={false}
        >
          <Tabs.List aria-label={t('inbox.title')}>
            {(['us', 'others'] as const).map((tab) => (
              <Tabs.Tab key={tab} value={tab}>
                {t(mine ? `inbox.mine.${tab}` : `inbox.theirs.${tab}`)}
                {inbox && <span className={classes.count}>{formatNumber(inbox[`${sides[tab]}Count`])}</span>}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {(['us', 'others'] as const).map((tab) => (
            <Tabs.Panel key={tab} value={tab} pt="md">
              <Loaded answer={answer} onRetry={() => ask({ requestPolicy: 'network-only' })} lines={8}>
                {({ coordinationInbox }) => {
                  const items = coordinationInbox[sides[tab]];
                  const count = coordinationInbox[`${sides[tab]}Count`];
                  return items.length === 0 ? (
                    <Nothing>{t(`inbox.nothing.${tab}`)}</Nothing>
                  ) : (
                    <>
                      <ul className={classes.inbox}>
                        {groupsOf(items).map((group) =>
                          group.items.length === 1 ? (
                            <InboxRow key={group.key} item={group.items[0]} side={tab} />
                          ) : (
                            <InboxGroupRow key={group.key} group={group} side={tab} />
                          ),
                        )}
                      </ul>
                      {count > items.length && (
                        <p>
                          {t('inbox.longest', {
                            items: formatNumber(items.length),
                            shown: formatNumber(count),
                          })}
                        </p>
                      )}
                    </>
                  );
                }}
              </Loaded>
            </Tabs.Panel>
          ))}
        </Tabs>
      )}
    </>
  );
}
