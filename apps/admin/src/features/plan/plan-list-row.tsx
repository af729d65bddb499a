import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatDate, formatNumber } from '../../platform/format.ts';
import { Percent } from '../../ui/percent.tsx';
import { LightMark } from '../../ui/task-marks.tsx';
import { COUNTED_ANSWERS } from '../../ui/task-status.ts';
import { UnitName } from '../../ui/unit-name.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './plan.module.css';
import { PlanChip } from './plan-chip.tsx';
import type { PlanRow } from './plan-operations.ts';

export function PlanListRow({ plan }: { plan: PlanRow }) {
  const { t } = useTranslation(['plan', 'app']);
  const words = useWords();
  const { taskCount, percent, byLight } = plan.progress;
  const late = byLight.find(({ light }) => light === 'RED')?.count ?? 0;
  return (
    <li className={classes.listRow}>
      <div className={classes.listWords}>
        <Link to="/plans/$planId" params={{ planId: plan.id }} className={classes.listTitle}>
          {words(plan.title, plan.titleEnglish)}
        </Link>
        <p className={classes.soft}>
          {plan.number ?? t('noNumber')}
          {' · '}
          <UnitName unit={plan.issuingUnit} />
          {' · '}
          {plan.issuedOn === null
            ? t('year', { year: plan.year })
            : t('issuedOn', { date: formatDate(plan.issuedOn) })}
          {plan.illustrative && ` · ${t('app:illustrative')}`}
        </p>
      </div>
      <PlanChip status={plan.status} />
      <Link to="/tasks" search={{ plan: plan.id, answer: COUNTED_ANSWERS }} className={classes.listCount}>
        {t('tasks', { count: taskCount, shown: formatNumber(taskCount) })}
      </Link>
      <Link
        to="/tasks"
        search={{ plan: plan.id, light: 'RED', answer: COUNTED_ANSWERS }}
        className={classes.light}
        data-none={late === 0 || undefined}
        aria-label={t('late', { count: late })}
      >
        <LightMark light="RED" />
        {formatNumber(late)}
      </Link>
      <span className={classes.listPercent}>
        <Percent value={percent} label={t('progress')} />
      </span>
    </li>
  );
}
