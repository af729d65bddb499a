// biome-ignore-all lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: a virtual row is no tr, its cells are no td; its link takes the focus.
import { Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../../platform/format.ts';
import { DueDay } from '../../../ui/due-day.tsx';
import { NoLead } from '../../../ui/no-lead.tsx';
import { Percent } from '../../../ui/percent.tsx';
import { LightShape, SubmittedMark, TaskStatusMark } from '../../../ui/task-marks.tsx';
import { UnitName } from '../../../ui/unit-name.tsx';
import { useFlash } from '../../../ui/use-flash.ts';
import { useWords } from '../../../ui/use-words.ts';
import type { TaskRow } from '../task-operations.ts';
import type { TaskRowWords } from './task-row-words.ts';
import classes from './task-table.module.css';

interface TaskRowLineProps {
  readonly index: number;
  readonly task: TaskRow;
  readonly words: TaskRowWords;
  /** There is room for the coordinating units. */
  readonly wide: boolean;
  readonly current: boolean;
  readonly onFocus: (index: number) => void;
}

export const TaskRowLine = memo(({ index, task, words, wide, current, onFocus }: TaskRowLineProps) => {
  const ofLanguage = useWords();
  const flash = useFlash<HTMLDivElement>(task.revision);
  return (
    <div role="row" aria-rowindex={index + 2} data-index={index} className={classes.row} ref={flash}>
      <div role="cell" data-cell="light">
        <LightShape light={task.light} words={words.light[task.light]} />
      </div>
      <div role="cell" data-cell="code" className="mono">
        {task.code}
      </div>
      <div role="cell" data-cell="title">
        <Link
          to="/tasks/$taskId"
          params={{ taskId: task.id }}
          className={classes.title}
          tabIndex={current ? 0 : -1}
          onFocus={() => onFocus(index)}
        >
          {ofLanguage(task.title, task.titleEnglish)}
        </Link>
      </div>
      <div role="cell" data-cell="lead">
        {task.leadUnit ? (
          <UnitName unit={task.leadUnit} brief />
        ) : (
          <span className={classes.soft}>
            <NoLead childCount={task.childCount} />
          </span>
        )}
      </div>
      {wide && (
        <div role="cell" data-cell="coordinators">
          <Coordinators task={task} />
        </div>
      )}
      <div role="cell" data-cell="due">
        <DueDay task={task} />
      </div>
      <div role="cell" data-cell="percent">
        <Percent value={task.percent} label={words.percent} />
      </div>
      <div role="cell" data-cell="status">
        {task.submitted ? (
          <SubmittedMark words={words.submitted} />
        ) : (
          <TaskStatusMark status={task.status} words={words.status[task.status]} />
        )}
      </div>
    </div>
  );
});
TaskRowLine.displayName = 'TaskRowLine';

export function TaskRowSkeleton({ index }: { index: number }) {
  return (
    <div role="row" aria-rowindex={index + 2} data-index={index} className={classes.row}>
      <div role="cell" data-cell="title">
        <Skeleton height={14} width="70%" />
      </div>
    </div>
  );
}

function Coordinators({ task: { coordinatingUnits, coordinatingUnitCount } }: { task: TaskRow }) {
  const { t } = useTranslation('task');
  const more = coordinatingUnitCount - coordinatingUnits.length;
  if (coordinatingUnitCount === 0) return <span className={classes.soft}>–</span>;
  return (
    <span className={classes.coordinators}>
      {coordinatingUnits.map((unit, index) => (
        <span key={unit.id}>
          {index > 0 && ', '}
          <UnitName unit={unit} brief />
        </span>
      ))}
      {more > 0 && ` ${t('andMore', { count: more, shown: formatNumber(more) })}`}
    </span>
  );
}
