import { useTranslation } from 'react-i18next';
import { formatDate } from '../platform/format.ts';
import classes from './due-day.module.css';
import type { Light } from './task-status.ts';

/** The next due day, and how far it is while that still matters. */
export function DueDay({
  dueOn,
  daysLeft,
  light,
}: {
  dueOn: string | null;
  daysLeft: number | null;
  light: Light;
}) {
  const { t } = useTranslation('task');
  if (dueOn === null) return <span className={classes.soft}>–</span>;
  const matters = daysLeft !== null && (light === 'RED' || light === 'AMBER');
  return (
    <span className={classes.due}>
      <span>{formatDate(dueOn)}</span>
      {matters && (
        <span className={classes.left} data-light={light}>
          {daysLeft < 0
            ? t('daysLate', { count: -daysLeft })
            : daysLeft === 0
              ? t('dueToday')
              : t('daysLeft', { count: daysLeft })}
        </span>
      )}
    </span>
  );
}
