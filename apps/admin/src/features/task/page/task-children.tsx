import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../../platform/format.ts';
import { DueDay } from '../../../ui/due-day.tsx';
import { Panel } from '../../../ui/page.tsx';
import { Percent } from '../../../ui/percent.tsx';
import { LightMark, SubmittedChip, TaskStatusChip } from '../../../ui/task-marks.tsx';
import { TASK_STATUSES } from '../../../ui/task-status.ts';
import { UnitName } from '../../../ui/unit-name.tsx';
import type { TaskDetail } from '../task-detail-operations.ts';
import classes from './task-children.module.css';

/** The children of a split task, with what they add up to. */
export function TaskChildren({ task }: { task: TaskDetail }) {
  const { t } = useTranslation(['task', 'app']);
  const counts = TASK_STATUSES.map((status) => ({
    status,
    count: task.children.filter((child) => child.status === status).length,
  })).filter(({ count }) => count > 0);
  return (
    <Panel
      title={t('part.children')}
      flush
      aside={
        <ul className={classes.counts}>
          {counts.map(({ status, count }) => (
            <li key={status}>
              <TaskStatusChip status={status} /> {formatNumber(count)}
            </li>
          ))}
        </ul>
      }
    >
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('column.lead')}</th>
              <th scope="col">{t('column.due')}</th>
              <th scope="col">{t('column.percent')}</th>
              <th scope="col">{t('column.status')}</th>
            </tr>
          </thead>
          <tbody>
            {task.children.map((child) => (
              <tr key={child.id}>
                <th scope="row">
                  <LightMark light={child.light} />
                  <Link to="/tasks/$taskId" params={{ taskId: child.id }}>
                    {child.leadUnit ? <UnitName unit={child.leadUnit} /> : child.code}
                  </Link>
                </th>
                <td>
                  <DueDay task={child} />
                </td>
                <td>
                  <Percent value={child.percent} label={t('column.percent')} />
                </td>
                <td>{child.submitted ? <SubmittedChip /> : <TaskStatusChip status={child.status} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
