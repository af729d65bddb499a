import { useTranslation } from 'react-i18next';
import { formatDate } from '../../platform/format.ts';
import { useSession } from '../../platform/session.ts';
import classes from './frame.module.css';

/** Names the business day of a demonstration: the one of now, also while the screens show the past. */
export function DemonstrationNote() {
  const { t } = useTranslation();
  const { present } = useSession();
  if (present?.demonstration !== true) return null;
  return <p className={classes.demo}>{t('demo', { today: formatDate(present.today) })}</p>;
}
