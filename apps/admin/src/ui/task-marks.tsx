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
  return <TaskStatusMark status={status} words={t(`status.${status}`)} />;
}

/** `TaskStatusChip` for lists of any length, which translate the few words once for all rows. */
export function TaskStatusMark({ status, words }: { status: TaskStatus; words: string }) {
  const { tone, icon } = looks[status];
  return (
    <Chip tone={tone} icon={icon}>
      {words}
    </Chip>
  );
}

/** Handed in and waiting for the planner's word. */
export function SubmittedChip() {
  const { t } = useTranslation();
  return <SubmittedMark words={t('submitted')} />;
}

/** `SubmittedChip` for lists of any length. */
export function SubmittedMark({ words }: { words: string }) {
  return (
    <Chip tone="violet" icon={IconHourglassHigh}>
      {words}
    </Chip>
  );
}

/** A traffic light that differs by shape too: triangle, diamond, disc. */
export function LightMark({ light, withWords = false }: { light: Light; withWords?: boolean }) {
  const { t } = useTranslation();
  const words = t(`light.${light}`);
  if (!withWords) return <LightShape light={light} words={words} />;
  return (
    <span className={classes.light}>
      <LightShape light={light} />
      <span>{words}</span>
    </span>
  );
}

/** The shape of a light alone: it says its words itself, or stands beside them and says nothing. */
export function LightShape({ light, words }: { light: Light; words?: string }) {
  const said =
    words === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': words, title: words };
  return light === 'RED' ? (
    <IconAlertTriangleFilled size={15} className={classes.red} {...said} />
  ) : (
    <span className={classes.mark} data-light={light} {...said} />
  );
}
