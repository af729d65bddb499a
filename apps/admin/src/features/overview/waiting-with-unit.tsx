import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { formatNumber } from '../../platform/format.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Nothing, Panel } from '../../ui/page.tsx';
import { Since } from '../../ui/since.tsx';
import { UnitName } from '../../ui/unit-name.tsx';
import { useWords } from '../../ui/use-words.ts';
import { groupsOf, type WaitingGroup } from '../../ui/waiting-groups.ts';
import classes from './overview.module.css';
import { overviewInboxQuery, type WaitingItem } from './overview-operations.ts';

const rowsMax = 5;
/** Among so many, as in the inbox, those are gathered that wait for the same step of one task. */
const itemsMax = 100;

/** What waits for the unit and what the unit waits for, each with how long already. */
export function WaitingWithUnit({ unitId }: { unitId: string }) {
  const { t } = useTranslation('overview');
  const [answer, ask] = useQuery({ query: overviewInboxQuery, variables: { unitId, first: itemsMax } });
  return (
    <>
      {(['waitingForUs', 'weWaitFor'] as const).map((side) => {
        const inbox = answer.data?.coordinationInbox;
        const groups = groupsOf(inbox?.[side] ?? []).slice(0, rowsMax);
        const count = inbox?.[`${side}Count`] ?? 0;
        return (
          <Panel
            key={side}
            title={t(`waiting.${side}`)}
            flush
            aside={
              groups.length > 0 && (
                <Link to="/coordination" search={side === 'weWaitFor' ? { tab: 'others' } : {}}>
                  {t('waiting.all', { count, shown: formatNumber(count) })}
                </Link>
              )
            }
          >
            <div className={classes.padIfLoading}>
              <Loaded answer={answer} onRetry={() => ask({ requestPolicy: 'network-only' })}>
                {() =>
                  groups.length === 0 ? (
                    <Nothing>{t(`waiting.nothing.${side}`)}</Nothing>
                  ) : (
                    <ul className={classes.rows}>
                      {groups.map((group) => (
                        <Row key={group.key} group={group} side={side} />
                      ))}
                    </ul>
                  )
                }
              </Loaded>
            </div>
          </Panel>
        );
      })}
    </>
  );
}

type Side = 'waitingForUs' | 'weWaitFor';

function Row({ group, side }: { group: WaitingGroup<WaitingItem>; side: Side }) {
  const { t } = useTranslation('overview');
  const words = useWords();
  const [item, ...others] = group.items;
  const title = words(item.task.title, item.task.titleEnglish);
  return (
    <li className={classes.row}>
      <div className={classes.rowWords}>
        {item.coordination === null || others.length > 0 ? (
          <Link
            to="/tasks/$taskId"
            params={{ taskId: item.task.id }}
            search={others.length > 0 ? { tab: 'coordination' } : {}}
            className={classes.rowLink}
          >
            {title}
          </Link>
        ) : (
          <Link
            to="/coordination/$coordinationId"
            params={{ coordinationId: item.coordination.id }}
            className={classes.rowLink}
          >
            {title}
          </Link>
        )}
        <span className={classes.soft}>
          {t(`coordination:kind.${item.kind}`)}
          {' · '}
          {others.length > 0 ? (
            t('coordination:inbox.units', { count: group.items.length })
          ) : (
            <UnitName unit={side === 'waitingForUs' ? item.waitingUnit : item.actingUnit} />
          )}
        </span>
      </div>
      <Since instant={item.since} />
    </li>
  );
}
