import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import type { ResultOf } from '../../platform/graphql.ts';
import { DueDay } from '../../ui/due-day.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Nothing, Panel } from '../../ui/page.tsx';
import { Percent } from '../../ui/percent.tsx';
import { LightMark } from '../../ui/task-marks.tsx';
import { COUNTED_ANSWERS } from '../../ui/task-status.ts';
import { UnitName } from '../../ui/unit-name.tsx';
import { useFlash } from '../../ui/use-flash.ts';
import { useWords } from '../../ui/use-words.ts';
import classes from './overview.module.css';
import { dueNextQuery } from './overview-operations.ts';

type DueTask = ResultOf<typeof dueNextQuery>['dueTasks'][number];

const withinDays = 30;
const rowsMax = 12;

/** What is overdue or due within a month, most pressing first. */
export function DueNext({ unitId }: { unitId: string | null }) {
  const { t } = useTranslation('overview');
  const [answer, ask] = useQuery({
    query: dueNextQuery,
    variables: { unitId, withinDays, first: rowsMax },
  });
  const led = unitId === null ? { answer: COUNTED_ANSWERS } : { unit: unitId, as: 'lead' };
  return (
    <Panel
      title={t('dueNext.title')}
      flush
      aside={
        <Link to="/tasks" search={{ ...led, light: 'RED,AMBER,GREEN', sort: 'due' }}>
          {t('dueNext.all')}
        </Link>
      }
    >
      <div className={classes.padIfLoading}>
        <Loaded answer={answer} onRetry={() => ask({ requestPolicy: 'network-only' })} lines={8}>
          {({ dueTasks }) =>
            dueTasks.length === 0 ? (
              <Nothing>{t('dueNext.nothing', { days: withinDays })}</Nothing>
            ) : (
              <ul className={classes.rows}>
                {dueTasks.map((task) => (
                  <Row key={task.id} task={task} withUnit={unitId === null} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </div>
    </Panel>
  );
}

function Row({ task, withUnit }: { task: DueTask; withUnit: boolean }) {
  const { t } = useTranslation('overview');
  const words = useWords();
  const flash = useFlash<HTMLLIElement>(task.revision);
  return (
    <li ref={flash} className={classes.row}>
      <LightMark light={task.light} />
      <div className={classes.rowWords}>
        <Link to="/tasks/$taskId" params={{ taskId: task.id }} className={classes.rowLink}>
          {words(task.title, task.titleEnglish)}
        </Link>
        <span className={classes.soft}>
          <span className="mono">{task.code}</span>
          {withUnit && task.leadUnit && (
            <>
              {' · '}
              <UnitName unit={task.leadUnit} />
            </>
          )}
        </span>
      </div>
      <span className={classes.rowPercent}>
        <Percent value={task.percent} label={t('percentOf', { code: task.code })} />
      </span>
      <span className={classes.rowDue}>
        <DueDay task={task} />
      </span>
    </li>
  );
}
