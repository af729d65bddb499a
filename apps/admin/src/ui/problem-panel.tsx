import { Button } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../platform/problem.ts';
import classes from './problem-panel.module.css';

/** What went wrong, why, and what to do: always all three. */
export function ProblemPanel({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const { t } = useTranslation();
  const seconds = problem.retryAfterSeconds;
  return (
    <div className={classes.panel} role="alert">
      <IconAlertCircle size={20} aria-hidden />
      <div>
        <p className={classes.what}>{t(`problem.${problem.kind}.what`)}</p>
        <p>{problem.message || t(`problem.${problem.kind}.why`)}</p>
        <p className={classes.advice}>
          {seconds === null
            ? t(`problem.${problem.kind}.advice`)
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
