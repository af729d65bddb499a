import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { formatNumber } from '../../platform/format.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { LightMark, SubmittedChip, TaskStatusChip } from '../../ui/task-marks.tsx';
import { COUNTED_ANSWERS, LIGHTS, type Light, TASK_STATUSES } from '../../ui/task-status.ts';
import classes from './overview.module.css';
import { overviewCountsQuery } from './overview-operations.ts';

/** How many in each status and under each light; every number leads into the list behind it. */
export function StatusTiles({ unitId }: { unitId: string | null }) {
  const { t } = useTranslation('overview');
  const filter = { issued: true, ...(unitId !== null && { leadUnitId: unitId }) };
  const [answer, ask] = useQuery({
    query: overviewCountsQuery,
    variables: {
      filter,
      submitted: { ...filter, submitted: true },
      unassigned: { ...filter, assignments: ['UNASSIGNED', 'DECLINED'] },
    },
  });
  const led = unitId === null ? { answer: COUNTED_ANSWERS } : { unit: unitId, as: 'lead' };
  return (
    <section aria-label={t('counts.title')}>
      <Loaded answer={answer} onRetry={() => ask({ requestPolicy: 'network-only' })} lines={3}>
        {({ taskCounts, submitted, unassigned }) => {
          const byStatus = new Map(taskCounts.byStatus.map(({ status, count }) => [status, count]));
          const byLight = new Map<Light, number>(
            taskCounts.byLight.map(({ light, count }) => [light, count]),
          );
          return (
            <>
              <ul className={classes.tiles}>
                {TASK_STATUSES.map((status) => (
                  <Tile
                    key={status}
                    count={byStatus.get(status) ?? 0}
                    tone={status === 'OVERDUE' ? 'red' : undefined}
                    search={{ ...led, status }}
                  >
                    <TaskStatusChip status={status} />
                  </Tile>
                ))}
                <Tile count={submitted.taskCount} search={{ ...led, submitted: 'yes' }}>
                  <SubmittedChip />
                </Tile>
              </ul>
              <p className={classes.sum}>
                <Link to="/tasks" search={led}>
                  {t('counts.all', {
                    count: taskCounts.taskCount,
                    shown: formatNumber(taskCounts.taskCount),
                  })}
                </Link>
                <span>{t('counts.percent', { percent: taskCounts.percent })}</span>
                {LIGHTS.filter((light) => light !== 'NONE').map((light) => (
                  <Link key={light} to="/tasks" search={{ ...led, light }} className={classes.lightLink}>
                    <LightMark light={light} />
                    {formatNumber(byLight.get(light) ?? 0)}
                  </Link>
                ))}
                {unitId === null && unassigned.taskCount > 0 && (
                  <Link to="/tasks" search={{ answer: 'UNASSIGNED,DECLINED' }}>
                    {t('counts.unassigned', {
                      count: unassigned.taskCount,
                      shown: formatNumber(unassigned.taskCount),
                    })}
                  </Link>
                )}
              </p>
              {unitId === null && <p className={classes.perUnit}>{t('counts.perUnit')}</p>}
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

function Tile({
  count,
  tone,
  search,
  children,
}: {
  count: number;
  tone?: 'red';
  search: Record<string, string | undefined>;
  children: ReactNode;
}) {
  return (
    <li
      className={classes.tile}
      data-tone={count > 0 ? tone : undefined}
      data-empty={count === 0 || undefined}
    >
      <Link to="/tasks" search={search} className={classes.tileLink}>
        <span className={classes.number}>{formatNumber(count)}</span>
        {children}
      </Link>
    </li>
  );
}
