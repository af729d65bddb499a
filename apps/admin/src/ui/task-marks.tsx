import {
  IconAlertTriangleFilled,
  IconBan,
  IconCircleCheck,
  IconCircleDashed,
  IconClockCheck,
  IconClockExclamation,
  IconHourglassHigh,
  IconPlayerPlay,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Chip, type IconType, type Tone } from './chip.tsx';
import classes from './task-marks.module.css';
import type { Light, TaskStatus } from './task-status.ts';

const looks: Readonly<Record<TaskStatus, { tone: Tone; icon: IconType }>> = {
  OVERDUE: { tone: 'red', icon: IconClockExclamation },
  IN_PROGRESS: { tone: 'blue', icon: IconPlayerPlay },
  NOT_DUE: { tone: 'grey', icon: IconCircleDashed },
  DONE_ON_TIME: { tone: 'green', icon: IconCircleCheck },
  DONE_LATE: { tone: 'olive', icon: IconClockCheck },
  CANCELLED: { tone: 'grey', icon: IconBan },
};

export function TaskStatusChip({ status }: { status: TaskStatus }) {
  const { t } = useTranslation();
  const { tone, icon } = looks[status];
  return (
    <Chip tone={tone} icon={icon}>
      {t(`status.${status}`)}
    </Chip>
  );
}

/** Handed in and waiting for the planner's word. */
export function SubmittedChip() {
  const { t } = useTranslation();
  return (
    <Chip tone="violet" icon={IconHourglassHigh}>
      {t('submitted')}
    </Chip>
  );
}

/** A traffic light that differs by shape too: triangle, square, disc. */
export function LightMark({ light, withWords = false }: { light: Light; withWords?: boolean }) {
  const { t } = useTranslation();
  const words = t(`light.${light}`);
  // The shape alone says its words itself: hidden text would be one more thing to clip in each row of a long list.
  const spoken = withWords ? { 'aria-hidden': true } : { role: 'img', 'aria-label': words, title: words };
  return (
    <span className={classes.light}>
      {light === 'RED' ? (
        <IconAlertTriangleFilled size={15} className={classes.red} {...spoken} />
      ) : (
        <span className={classes.mark} data-light={light} {...spoken} />
      )}
      {withWords && <span>{words}</span>}
    </span>
  );
}
