import { Button } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../platform/problem.ts';
import classes from './problem-panel.module.css';

/** Said where the fields of a form tell each fault themselves: nothing broke, and nothing is told twice. */
export function FieldsAtFault() {
  const { t } = useTranslation();
  return (
    <div className={classes.panel} role="alert" tabIndex={-1}>
      <IconAlertCircle size={20} aria-hidden />
      <p>{t('problem.atFields')}</p>
    </div>
  );
}

/** What went wrong, why, and what to do: always all three. Where fields are at fault, their own words are the why. */
export function ProblemPanel({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const { t } = useTranslation();
  const seconds = problem.retryAfterSeconds;
  const faults = [...new Set(Object.values(problem.fields))];
  return (
    <div className={classes.panel} role="alert" tabIndex={-1}>
      <IconAlertCircle size={20} aria-hidden />
      <div>
        <p className={classes.what}>{t(`problem.${problem.kind}.what`)}</p>
        <p>{faults.join(' ') || problem.message || t(`problem.${problem.kind}.why`)}</p>
        <p className={classes.advice}>
          {seconds === null
            ? t(`problem.${faults.length > 0 ? 'invalid' : problem.kind}.advice`)
            : t('problem.throttled.adviceSeconds', { count: seconds })}
        </p>
        {onRetry && (
          <Button variant="default" size="xs" mt={8} onClick={onRetry}>
            {t('retry')}
          </Button>
        )}
      </div>
    </div>
  );
}
