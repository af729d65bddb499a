import { useMediaQuery } from '@mantine/hooks';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../../platform/format.ts';
import { problemOf } from '../../../platform/problem.ts';
import { Nothing } from '../../../ui/page.tsx';
import { ProblemPanel } from '../../../ui/problem-panel.tsx';
import type { TaskListSearch } from './task-list-search.ts';
import { TaskRowLine, TaskRowSkeleton } from './task-row.tsx';
import { TaskSort } from './task-sort.tsx';
import classes from './task-table.module.css';
import { TaskTableHead } from './task-table-head.tsx';
import { useTaskPages } from './use-task-pages.ts';

const rowHeight = 60;
const cardHeight = 152;
/** Rows drawn above and below those in sight, so that scrolling meets no gap. */
const rowsBeyondSight = 8;

/** A table of any length: only the rows in sight exist. Arrows walk over the rows, Enter opens one. */
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
  const pages = useTaskPages(search, news);
  const cards = useMediaQuery('(max-width: 760px)') ?? false;
  const body = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [current, setCurrent] = useState(0);
  const total = pages.total ?? 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the body moves when its head changes its form.
  useLayoutEffect(() => setTop(offsetInPage(body.current)), [cards, total]);
  const virtual = useWindowVirtualizer({
    count: total,
    estimateSize: () => (cards ? cardHeight : rowHeight),
    overscan: rowsBeyondSight,
    scrollMargin: top,
    scrollPaddingStart: 160,
    scrollPaddingEnd: 40,
  });
  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  const firstShown = items[0]?.index ?? 0;
  const { see } = pages;
  useEffect(() => see(firstShown, lastShown), [see, firstShown, lastShown]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another form of the rows needs all sizes measured anew.
  useEffect(() => virtual.measure(), [cards, virtual]);

  function walk(event: KeyboardEvent): void {
    const to = placeAfter(event.key, current, total);
    if (to === null) return;
    event.preventDefault();
    setCurrent(to);
    virtual.scrollToIndex(to, { align: 'auto' });
    requestAnimationFrame(() => focusRow(body.current, to));
  }

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
        {/* biome-ignore lint/a11y/useSemanticElements: a virtual list places its rows itself, a tbody cannot. */}
        <div
          role="rowgroup"
          ref={body}
          className={classes.body}
          style={{ blockSize: virtual.getTotalSize() }}
          onKeyDown={walk}
        >
          {items.map((item) => {
            const task = pages.rows[item.index];
            const place = {
              index: item.index,
              height: cards ? undefined : rowHeight,
              offset: item.start - virtual.options.scrollMargin,
              measure: cards ? virtual.measureElement : undefined,
            };
            return task === undefined ? (
              <TaskRowSkeleton key={item.key} {...place} />
            ) : (
              <TaskRowLine
                key={item.key}
                task={task}
                {...place}
                current={item.index === current}
                onFocus={setCurrent}
              />
            );
          })}
        </div>
      </div>
      {pages.total === 0 && (
        <div className={classes.nothing}>
          <Nothing>{t('list.nothing')}</Nothing>
        </div>
      )}
    </section>
  );
}

/** How far down the page an element begins, in pixels. */
function offsetInPage(element: HTMLElement | null): number {
  return element === null ? 0 : element.getBoundingClientRect().top + window.scrollY;
}

const pageRows = 10;

/** Where a key leads from a row; null for keys that mean something else. */
function placeAfter(key: string, from: number, total: number): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + pageRows,
    PageUp: from - pageRows,
    Home: 0,
    End: total - 1,
  };
  const to = steps[key];
  return to === undefined ? null : Math.max(0, Math.min(total - 1, to));
}

function focusRow(body: HTMLElement | null, index: number): void {
  body?.querySelector<HTMLElement>(`[data-index="${index}"] a`)?.focus({ preventScroll: true });
}
