import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../../platform/format.ts';
import { problemOf } from '../../../platform/problem.ts';
import { Nothing } from '../../../ui/page.tsx';
import { ProblemPanel } from '../../../ui/problem-panel.tsx';
import type { TaskListSearch } from './task-list-search.ts';
import { useTaskRowWords } from './task-row-words.ts';
import { TaskSort } from './task-sort.tsx';
import classes from './task-table.module.css';
import { TaskTableBody } from './task-table-body.tsx';
import { TaskTableHead } from './task-table-head.tsx';
import { useTaskPages } from './use-task-pages.ts';

/** The page is drawn in a browser from the start, which knows its width. */
const known = { getInitialValueInEffect: false };

/** The tasks that the address asks for, as many as they are: columns to sort by above, cards on a narrow screen. */
export function TaskTable({
  search,
  news,
  onChange,
}: {
  search: TaskListSearch;
  /** Counts on when tasks changed. */
  news: number;
  onChange: (part: Partial<TaskListSearch>) => void;
}) {
  const { t } = useTranslation('task');
  const words = useTaskRowWords();
  const pages = useTaskPages(search, news);
  const cards = useMediaQuery('(max-width: 760px)', undefined, known);
  const wide = useMediaQuery('(min-width: 1361px)', undefined, known);
  const total = pages.total ?? 0;

  if (pages.error && pages.rows.length === 0) {
    return <ProblemPanel problem={problemOf(pages.error)} onRetry={pages.retry} />;
  }
  return (
    <section className={classes.card} aria-label={t('list.title')}>
      <div className={classes.above}>
        <p className={classes.count} role="status">
          {pages.total === null
            ? t('list.counting')
            : t('list.count', { count: total, shown: formatNumber(total) })}
        </p>
        {cards && <TaskSort search={search} onChange={onChange} />}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a virtual table places its rows itself, a table element cannot. */}
      <div
        role="table"
        aria-label={t('list.title')}
        aria-rowcount={total + 1}
        data-cards={cards || undefined}
      >
        <TaskTableHead search={search} onChange={onChange} />
        <TaskTableBody
          rows={pages.rows}
          total={total}
          words={words}
          cards={cards}
          wide={wide}
          see={pages.see}
        />
      </div>
      {pages.total === 0 && (
        <div className={classes.nothing}>
          <Nothing>{t('list.nothing')}</Nothing>
        </div>
      )}
    </section>
  );
}
