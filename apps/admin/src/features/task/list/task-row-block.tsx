import { memo } from 'react';
import type { TaskRow } from '../task-operations.ts';
import { TaskRowLine, TaskRowSkeleton } from './task-row.tsx';
import type { TaskRowWords } from './task-row-words.ts';
import classes from './task-table.module.css';

export const rowsPerBlock = 5;

/** The block in which a row stands. */
export function blockOf(row: number): number {
  return Math.floor(row / rowsPerBlock);
}

/** Rows of a block of a list that is `total` rows long: the last block may be shorter. */
export function rowsIn(block: number, total: number): number {
  return Math.max(0, Math.min(rowsPerBlock, total - block * rowsPerBlock));
}

interface TaskRowBlockProps {
  readonly block: number;
  /** All rows read so far; a row that is not among them yet is drawn as a skeleton. */
  readonly rows: readonly TaskRow[];
  readonly total: number;
  readonly words: TaskRowWords;
  /** Pixels between the top of the list and this block. */
  readonly offset: number;
  readonly wide: boolean;
  /** Given where rows are as high as their words. */
  readonly measure: ((element: Element | null) => void) | undefined;
  /** The row that takes the focus, where it stands in this block. */
  readonly current: number | null;
  readonly onFocus: (index: number) => void;
}

/** Rows that come and go together: one change of the page for several rows, and none for most frames of a scroll. */
export const TaskRowBlock = memo(
  ({ block, rows, total, words, offset, wide, measure, current, onFocus }: TaskRowBlockProps) => (
    // biome-ignore lint/a11y/useSemanticElements: a virtual list places its rows itself, a tbody cannot.
    <div
      role="rowgroup"
      data-block={block}
      ref={measure}
      className={classes.block}
      style={{ insetBlockStart: offset }}
    >
      {Array.from({ length: rowsIn(block, total) }, (_, place) => {
        const index = block * rowsPerBlock + place;
        const task = rows[index];
        return task === undefined ? (
          <TaskRowSkeleton key={index} index={index} />
        ) : (
          <TaskRowLine
            key={index}
            index={index}
            task={task}
            words={words}
            wide={wide}
            current={index === current}
            onFocus={onFocus}
          />
        );
      })}
    </div>
  ),
);
TaskRowBlock.displayName = 'TaskRowBlock';
