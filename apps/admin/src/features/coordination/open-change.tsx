import { IconMessageQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatDate, formatInstant } from '../../platform/format.ts';
import classes from './coordination.module.css';
import type { CoordinationDetail } from './coordination-operations.ts';

/** The proposal that waits for the lead, beside what holds now. */
export function OpenChange({ coordination }: { coordination: CoordinationDetail }) {
  const { t } = useTranslation('coordination');
  const change = coordination.openChange;
  if (change === null) return null;
  const { availableCommands } = coordination;
  // Only a day that passed while the proposal waited keeps whoever may refuse it from granting it.
  const dayPassed =
    availableCommands.includes('refuseCoordinationChange') &&
    !availableCommands.includes('grantCoordinationChange');
  const otherDay = change.dueOn === coordination.dueOn ? null : change.dueOn;
  return (
    <section className={classes.change} aria-label={t('change.title')}>
      <IconMessageQuestion size={20} aria-hidden />
      <div>
        <p className={classes.changeTitle}>
          {t('change.title')} · <time dateTime={change.proposedAt}>{formatInstant(change.proposedAt)}</time>
        </p>
        <p>{change.scope}</p>
        {otherDay !== null && (
          <p>
            {coordination.dueOn === null
              ? t('change.dueOn', { to: formatDate(otherDay) })
              : t('change.dueOnInstead', {
                  from: formatDate(coordination.dueOn),
                  to: formatDate(otherDay),
                })}
          </p>
        )}
        {dayPassed && <p>{t('change.dayPassed')}</p>}
        <p className={classes.soft}>{t('change.reason', { reason: change.reason })}</p>
      </div>
    </section>
  );
}
