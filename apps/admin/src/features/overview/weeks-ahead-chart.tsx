import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { formatDate, formatNumber } from '../../platform/format.ts';
import { useMoment } from '../../platform/moment.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Nothing, Panel } from '../../ui/page.tsx';
import { LIGHTS } from '../../ui/task-status.ts';
import { weeksAheadQuery } from './overview-operations.ts';
import classes from './weeks-ahead.module.css';
import { lastDayOfWeeks, type Week, weeksAhead } from './weeks-ahead.ts';

const weekCount = 13;

/** How much comes due in each week of the next quarter: where it piles up is seen before it hurts. */
export function WeeksAhead({ unitId }: { unitId: string | null }) {
  const { t } = useTranslation('overview');
  const { today } = useMoment();
  const [answer, ask] = useQuery({
    query: weeksAheadQuery,
    variables: {
      filter: {
        ...(unitId === null ? {} : { leadUnitId: unitId }),
        issued: true,
        lights: ['RED', 'AMBER', 'GREEN'],
        dueBefore: lastDayOfWeeks(today, weekCount),
      },
    },
  });
  return (
    <Panel title={t('weeks.title')}>
      <Loaded answer={answer} onRetry={() => ask({ requestPolicy: 'network-only' })} lines={5}>
        {({ tasks }) =>
          tasks.edges.length === 0 ? (
            <Nothing>{t('weeks.nothing')}</Nothing>
          ) : (
            <>
              <Bars
                weeks={weeksAhead(
                  tasks.edges.map((edge) => edge.node),
                  today,
                  weekCount,
                )}
              />
              <p className={classes.note}>
                {tasks.totalCount > tasks.edges.length
                  ? t('weeks.cut', { shown: formatNumber(tasks.edges.length) })
                  : t('weeks.note')}
              </p>
            </>
          )
        }
      </Loaded>
    </Panel>
  );
}

function Bars({ weeks }: { weeks: readonly Week[] }) {
  const { t } = useTranslation('overview');
  const most = Math.max(1, ...weeks.map((week) => week.count));
  return (
    <ol className={classes.bars}>
      {weeks.map((week, place) => (
        <li key={week.startsOn ?? 'overdue'} className={classes.barPlace}>
          <span className="visually-hidden">
            {week.startsOn === null
              ? t('weeks.overdueCount', { count: week.count, shown: formatNumber(week.count) })
              : t('weeks.weekCount', {
                  count: week.count,
                  shown: formatNumber(week.count),
                  date: formatDate(week.startsOn),
                })}
          </span>
          <span className={classes.barTrack} aria-hidden>
            <span className={classes.barCount}>{week.count > 0 && formatNumber(week.count)}</span>
            <span className={classes.bar} style={{ blockSize: `${(100 * week.count) / most}%` }}>
              {LIGHTS.map(
                (light) =>
                  week.byLight[light] > 0 && (
                    <span key={light} data-light={light} style={{ flexGrow: week.byLight[light] }} />
                  ),
              )}
            </span>
          </span>
          <span className={classes.barLabel} aria-hidden data-second={place % 2 === 0 || undefined}>
            {week.startsOn === null ? t('weeks.overdue') : formatDate(week.startsOn).slice(0, 5)}
          </span>
        </li>
      ))}
    </ol>
  );
}
