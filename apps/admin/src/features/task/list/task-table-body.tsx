import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { TaskRow } from '../task-operations.ts';
import { blockOf, rowsIn, rowsPerBlock, TaskRowBlock } from './task-row-block.tsx';
import type { TaskRowWords } from './task-row-words.ts';
import classes from './task-table.module.css';
import { useDrawnItems } from './use-drawn-items.ts';

/** As in the style of a row, which has it by itself: a block is measured only where rows are cards. */
const rowHeight = 60;
const cardHeight = 152;
/** Blocks drawn above and below those in sight, so that scrolling meets no gap. */
const blocksBeyondSight = 2;

interface TaskTableBodyProps {
  /** All rows read so far, from the first on. */
  readonly rows: readonly TaskRow[];
  /** Rows of the whole list. */
  readonly total: number;
  readonly words: TaskRowWords;
  /** Rows are cards, as high as their words. */
  readonly cards: boolean;
  /** There is room for every column. */
  readonly wide: boolean;
  /** Told which rows are drawn, both included. */
  readonly see: (first: number, last: number) => void;
}

/**
 * The rows of a table of any length: only those in sight exist. Arrows walk over them, Enter opens one. It is drawn anew
 * while one scrolls, and nothing around it is.
 */
export function TaskTableBody({ rows, total, words, cards, wide, see }: TaskTableBodyProps) {
  const body = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [current, setCurrent] = useState(0);
  /** The row that takes the focus as soon as it is drawn. */
  const wanted = useRef<number | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the body moves when its head changes its form.
  useLayoutEffect(() => setTop(offsetInPage(body.current)), [cards, total]);
  const virtual = useWindowVirtualizer({
    count: Math.ceil(total / rowsPerBlock),
    estimateSize: (block) => rowsIn(block, total) * (cards ? cardHeight : rowHeight),
    overscan: blocksBeyondSight,
    scrollMargin: top,
    indexAttribute: 'data-block',
    // A block that comes into sight undrawn, at a speed that nobody reads at, comes a frame later, and holds none up.
    useFlushSync: false,
  });
  const items = useDrawnItems(virtual);
  const firstShown = (items[0]?.index ?? 0) * rowsPerBlock;
  const lastShown = Math.max(0, Math.min(total, ((items.at(-1)?.index ?? 0) + 1) * rowsPerBlock) - 1);
  useEffect(() => see(firstShown, lastShown), [see, firstShown, lastShown]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another form of the rows needs all sizes measured anew.
  useEffect(() => virtual.measure(), [cards, virtual]);

  /** False while the row is not drawn. A focus that somebody has put elsewhere meanwhile is left there. */
  function focusRow(index: number): boolean {
    const link = body.current?.querySelector<HTMLElement>(`[data-index="${index}"] a`);
    if (!link) return false;
    wanted.current = null;
    if (document.activeElement === document.body || body.current?.contains(document.activeElement)) {
      link.focus({ preventScroll: true });
      link.closest('[role=row]')?.scrollIntoView({ block: 'nearest' });
    }
    return true;
  }

  // The row that a key leads to may have to be drawn first, or read.
  useEffect(() => {
    if (wanted.current !== null) focusRow(wanted.current);
  });

  function walk(event: KeyboardEvent): void {
    const to = placeAfter(event.key, current, total);
    if (to === null) return;
    event.preventDefault();
    setCurrent(to);
    wanted.current = to;
    if (!focusRow(to)) virtual.scrollToIndex(blockOf(to), { align: 'auto' });
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys come from the links of its rows.
    <div ref={body} className={classes.body} style={{ blockSize: virtual.getTotalSize() }} onKeyDown={walk}>
      {items.map((item) => (
        <TaskRowBlock
          key={item.key}
          block={item.index}
          rows={rows}
          total={total}
          words={words}
          offset={item.start - virtual.options.scrollMargin}
          wide={wide}
          measure={cards ? virtual.measureElement : undefined}
          current={blockOf(current) === item.index ? current : null}
          onFocus={setCurrent}
        />
      ))}
    </div>
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
