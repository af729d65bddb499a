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

/** Where the virtual list puts a row. Only plain values: a row that stays where it is is not drawn again. */
interface Place {
  readonly index: number;
  readonly height: number | undefined;
  readonly offset: number;
  readonly measure: ((element: Element | null) => void) | undefined;
}

interface TaskRowLineProps extends Place {
  readonly task: TaskRow;
  readonly current: boolean;
  readonly onFocus: (index: number) => void;
}

export const TaskRowLine = memo(({ task, current, onFocus, ...place }: TaskRowLineProps) => {
  const { t } = useTranslation('task');
  const words = useWords();
  const flash = useFlash<HTMLDivElement>(task.revision);
  return (
    <PlacedRow place={place}>
      <div className={classes.row} ref={flash}>
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
            onFocus={() => onFocus(place.index)}
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
        <Cell name="coordinators">
          <Coordinators task={task} />
        </Cell>
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
    </PlacedRow>
  );
});
TaskRowLine.displayName = 'TaskRowLine';

export function TaskRowSkeleton(place: Place) {
  return (
    <PlacedRow place={place}>
      <div className={classes.row}>
        <Cell name="title">
          <Skeleton height={14} width="70%" />
        </Cell>
      </div>
    </PlacedRow>
  );
}

function PlacedRow({ place, children }: { place: Place; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: a virtual row is no tr; its link takes the focus.
    <div
      role="row"
      aria-rowindex={place.index + 2}
      data-index={place.index}
      ref={place.measure}
      className={classes.place}
      style={{ blockSize: place.height, insetBlockStart: place.offset }}
    >
      {children}
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
