import { useTranslation } from 'react-i18next';
import { dateOfInstant, daysBetween, formatInstant } from '../platform/format.ts';
import { useMoment } from '../platform/moment.tsx';
import classes from './since.module.css';

/** More than this many days of waiting are worth a colour. */
const longDays = 7;

/** How long somebody has waited already, in days of the business calendar; pointing at it tells since when. */
export function Since({ instant }: { instant: string }) {
  const { t } = useTranslation();
  const { today } = useMoment();
  const days = Math.max(0, daysBetween(dateOfInstant(instant), today));
  return (
    <time
      dateTime={instant}
      title={t('since', { moment: formatInstant(instant) })}
      className={classes.since}
      data-long={days > longDays || undefined}
    >
      {days === 0 ? t('waitsToday') : t('waitsDays', { count: days })}
    </time>
  );
}
