import { useTranslation } from 'react-i18next';
import { formatDate } from '../platform/format.ts';
import classes from './due-day.module.css';
import type { Light } from './task-status.ts';

interface DueTask {
  /** What is due next; null once the task is closed. */
  readonly dueOn: string | null;
  readonly daysLeft: number | null;
  readonly light: Light;
  /** The day on which all was due: it is shown where nothing is due any more. */
  readonly schedule?: { readonly dueOn: string | null };
}

/** The next due day, and how far it is while that still matters; of a closed task the day on which it was due. */
export function DueDay({ task: { dueOn: nextDueOn, daysLeft, light, schedule } }: { task: DueTask }) {
  const dueOn = nextDueOn ?? schedule?.dueOn ?? null;
  if (dueOn === null) return <span className={classes.soft}>–</span>;
  return (
    <span className={nextDueOn === null ? classes.soft : classes.due}>
      {formatDate(dueOn)}
      {daysLeft !== null && (light === 'RED' || light === 'AMBER') && (
        <DaysLeft daysLeft={daysLeft} light={light} />
      )}
    </span>
  );
}

function DaysLeft({ daysLeft, light }: { daysLeft: number; light: Light }) {
  const { t } = useTranslation('task');
  return (
    <span className={classes.left} data-light={light}>
      {daysLeft < 0
        ? t('daysLate', { count: -daysLeft })
        : daysLeft === 0
          ? t('dueToday')
          : t('daysLeft', { count: daysLeft })}
    </span>
  );
}
