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
import type { CoordinationDetail } from './coordination-operations.ts';

const looks: Readonly<Record<CoordinationDetail['state'], { tone: Tone; icon: IconType }>> = {
  AWAITING_ANSWER: { tone: 'amber', icon: IconHourglassHigh },
  ACKNOWLEDGED: { tone: 'blue', icon: IconCheck },
  ACCEPTED: { tone: 'blue', icon: IconCheck },
  CHANGE_PROPOSED: { tone: 'violet', icon: IconMessageQuestion },
  DECLINED: { tone: 'red', icon: IconX },
  CONCLUDED: { tone: 'green', icon: IconCircleCheck },
  WITHDRAWN: { tone: 'grey', icon: IconBan },
};

export function CoordinationChip({ state }: { state: CoordinationDetail['state'] }) {
  const { t } = useTranslation('coordination');
  const { tone, icon } = looks[state];
  return (
    <Chip tone={tone} icon={icon}>
      {t(`state.${state}`)}
    </Chip>
  );
}
