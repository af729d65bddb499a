import { IconAlertTriangle, IconCheck, IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../platform/format.ts';
import { useMoment } from '../../../platform/moment.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { Panel } from '../../../ui/page.tsx';
import type { TaskDetail } from '../task-detail-operations.ts';
import classes from './task-periods.module.css';

/** The periods of an all-year task and which of them are reported. */
export function TaskPeriods({ task }: { task: TaskDetail }) {
  const { t } = useTranslation('task');
  const { today } = useMoment();
  return (
    <Panel title={t('part.periods')}>
      <ul className={classes.periods}>
        {task.schedule.periods.map((period) => {
          const late = period.checkIn === null && period.endsOn < today;
          return (
            <li key={period.id}>
              <strong>{period.label}</strong>
              <span className={classes.days}>
                {formatDate(period.startsOn)} – {formatDate(period.endsOn)}
              </span>
              {period.checkIn !== null ? (
                <Chip tone="green" icon={IconCheck}>
                  {t('period.done')} · {period.checkIn.percent} %
                </Chip>
              ) : (
                <Chip tone={late ? 'red' : 'grey'} icon={late ? IconAlertTriangle : IconClock}>
                  {t('period.open')}
                </Chip>
              )}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
