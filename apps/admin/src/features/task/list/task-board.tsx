import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { formatNumber } from '../../../platform/format.ts';
import { DueDay } from '../../../ui/due-day.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { NoLead } from '../../../ui/no-lead.tsx';
import { Percent } from '../../../ui/percent.tsx';
import { LightMark, SubmittedChip, TaskStatusChip } from '../../../ui/task-marks.tsx';
import { TASK_STATUSES, type TaskStatus } from '../../../ui/task-status.ts';
import { UnitName } from '../../../ui/unit-name.tsx';
import { useFlash } from '../../../ui/use-flash.ts';
import { useWords } from '../../../ui/use-words.ts';
import { type TaskRow, taskPageQuery } from '../task-operations.ts';
import classes from './task-board.module.css';
import { filterOf, type TaskListSearch } from './task-list-search.ts';
import { useNews } from './use-news.ts';

/** What presses most is drawn; the table holds the rest. */
const cardsMax = 50;

/** One column for each status. A status is computed from what happened, so cards are not dragged. */
export function TaskBoard({ search, news }: { search: TaskListSearch; news: number }) {
  return (
    <div className={classes.board}>
      {TASK_STATUSES.map((status) => (
        <Column key={status} status={status} search={search} news={news} />
      ))}
    </div>
  );
}

function Column({ status, search, news }: { status: TaskStatus; search: TaskListSearch; news: number }) {
  const { t } = useTranslation('task');
  const filter = { ...filterOf(search), statuses: [status] };
  const [answer, ask] = useQuery({
    query: taskPageQuery,
    variables: { filter, sort: { field: 'DUE_ON', direction: 'ASCENDING' }, first: cardsMax },
  });
  useNews(news, () => ask({ requestPolicy: 'network-only' }));
  const total = answer.data?.tasks.totalCount;
  return (
    <section className={classes.column} aria-label={t(`app:status.${status}`)}>
      <h2 className={classes.head}>
        <TaskStatusChip status={status} />
        {total !== undefined && <span>{formatNumber(total)}</span>}
      </h2>
      <Loaded answer={answer} onRetry={() => ask({ requestPolicy: 'network-only' })}>
        {({ tasks }) => (
          <ul className={classes.cards}>
            {tasks.edges.map(({ node }) => (
              <Card key={node.id} task={node} />
            ))}
            {tasks.totalCount > cardsMax && (
              <li>
                <Link to="/tasks" search={{ ...search, view: undefined, status }}>
                  {t('board.showAll', { shown: formatNumber(tasks.totalCount) })}
                </Link>
              </li>
            )}
          </ul>
        )}
      </Loaded>
    </section>
  );
}

function Card({ task }: { task: TaskRow }) {
  const { t } = useTranslation('task');
  const words = useWords();
  const flash = useFlash<HTMLLIElement>(task.revision);
  return (
    <li ref={flash} className={classes.card}>
      <div className={classes.cardTop}>
        <LightMark light={task.light} />
        <span className="mono">{task.code}</span>
        {task.submitted && <SubmittedChip />}
      </div>
      <Link to="/tasks/$taskId" params={{ taskId: task.id }} className={classes.title}>
        {words(task.title, task.titleEnglish)}
      </Link>
      <div className={classes.cardFoot}>
        <span>
          {task.leadUnit ? <UnitName unit={task.leadUnit} brief /> : <NoLead childCount={task.childCount} />}
        </span>
        <DueDay task={task} />
      </div>
      <Percent value={task.percent} label={t('column.percent')} />
    </li>
  );
}
