import {
  IconBan,
  IconCheck,
  IconCircleCheck,
  IconHourglassHigh,
  IconMessageQuestion,
  IconX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Chip, type IconType, type Tone } from '../../ui/chip.tsx';
import { hasEnded } from '../../ui/coordination-state.ts';
import { isOver } from '../../ui/task-status.ts';
import type { CoordinationDetail } from './coordination-operations.ts';

type Shown = CoordinationDetail['state'] | 'NOT_NEEDED';

const looks: Readonly<Record<Shown, { tone: Tone; icon: IconType }>> = {
  AWAITING_ANSWER: { tone: 'amber', icon: IconHourglassHigh },
  ACKNOWLEDGED: { tone: 'blue', icon: IconCheck },
  ACCEPTED: { tone: 'blue', icon: IconCheck },
  CHANGE_PROPOSED: { tone: 'violet', icon: IconMessageQuestion },
  DECLINED: { tone: 'red', icon: IconX },
  CONCLUDED: { tone: 'green', icon: IconCircleCheck },
  WITHDRAWN: { tone: 'grey', icon: IconBan },
  NOT_NEEDED: { tone: 'grey', icon: IconBan },
};

/** What never ended of its own is waited for no more once the task is over. */
export function CoordinationChip({
  coordination,
}: {
  coordination: Pick<CoordinationDetail, 'state' | 'task'>;
}) {
  const { t } = useTranslation('coordination');
  const { state, task } = coordination;
  const shown = isOver(task.status) && !hasEnded(state) ? 'NOT_NEEDED' : state;
  const { tone, icon } = looks[shown];
  return (
    <Chip tone={tone} icon={icon}>
      {t(`state.${shown}`)}
    </Chip>
  );
}
