import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../platform/format.ts';
import { useMoment } from '../../../platform/moment.tsx';
import { Notice } from '../../../ui/notice.tsx';

/** Tells of a due day that lies before the business day: what is assigned now is late from the start. */
export function DuePassed({ dueOn }: { dueOn: string | null }) {
  const { t } = useTranslation('task');
  const { today } = useMoment();
  if (dueOn === null || dueOn >= today) return null;
  return <Notice>{t('form.duePassed', { date: formatDate(dueOn) })}</Notice>;
}
