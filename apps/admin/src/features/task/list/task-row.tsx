import { Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../../platform/format.ts';
import { DueDay } from '../../../ui/due-day.tsx';
import { Percent } from '../../../ui/percent.tsx';
import { LightMark, SubmittedChip, TaskStatusChip } from '../../../ui/task-marks.tsx';
import { UnitName } from '../../../ui/unit-name.tsx';
import { useFlash } from '../../../ui/use-flash.ts';
import { useWords } from '../../../ui/use-words.ts';
import type { TaskRow } from '../task-operations.ts';
import classes from './task-table.module.css';

interface TaskRowLineProps {
  readonly index: number;
  readonly task: TaskRow;
  /** There is room for the coordinating units. */
  readonly wide: boolean;
  readonly current: boolean;
  readonly onFocus: (index: number) => void;
}

export const TaskRowLine = memo(({ index, task, wide, current, onFocus }: TaskRowLineProps) => {
  const { t } = useTranslation('task');
  const words = useWords();
  const flash = useFlash<HTMLDivElement>(task.revision);
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: a virtual row is no tr; its link takes the focus.
    <div role="row" aria-rowindex={index + 2} data-index={index} className={classes.row} ref={flash}>
      <Cell name="light">
        <LightMark light={task.light} />
      </Cell>
      <Cell name="code">
        <span className="mono">{task.code}</span>
      </Cell>
      <Cell name="title">
        <Link
          to="/tasks/$taskId"
          params={{ taskId: task.id }}
          className={classes.title}
          tabIndex={current ? 0 : -1}
          onFocus={() => onFocus(index)}
        >
          {words(task.title, task.titleEnglish)}
        </Link>
      </Cell>
      <Cell name="lead">
        {task.leadUnit ? (
          <UnitName unit={task.leadUnit} />
        ) : task.childCount > 0 ? (
          <span className={classes.soft}>{t('splitLead', { count: task.childCount })}</span>
        ) : (
          <span className={classes.soft}>{t('nobodyLeads')}</span>
        )}
      </Cell>
      {wide && (
        <Cell name="coordinators">
          <Coordinators task={task} />
        </Cell>
      )}
      <Cell name="due">
        <DueDay task={task} />
      </Cell>
      <Cell name="percent">
        <Percent value={task.percent} label={t('column.percent')} />
      </Cell>
      <Cell name="status">
        {task.submitted ? <SubmittedChip /> : <TaskStatusChip status={task.status} />}
      </Cell>
    </div>
  );
});
TaskRowLine.displayName = 'TaskRowLine';

export function TaskRowSkeleton({ index }: { index: number }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: a virtual row is no tr.
    <div role="row" aria-rowindex={index + 2} data-index={index} className={classes.row}>
      <Cell name="title">
        <Skeleton height={14} width="70%" />
      </Cell>
    </div>
  );
}

function Cell({ name, children }: { name: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a cell of a virtual row is no td.
    <div role="cell" data-cell={name}>
      {children}
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
          <UnitName unit={unit} />
        </span>
      ))}
      {more > 0 && ` ${t('andMore', { count: more, shown: formatNumber(more) })}`}
    </span>
  );
}
