import { IconBan, IconCircleCheck, IconPencil, IconRubberStamp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Chip, type IconType, type Tone } from '../../ui/chip.tsx';
import type { PlanLink } from './plan-operations.ts';

const looks: Readonly<Record<PlanLink['status'], { tone: Tone; icon: IconType }>> = {
  DRAFT: { tone: 'amber', icon: IconPencil },
  ISSUED: { tone: 'blue', icon: IconRubberStamp },
  CLOSED: { tone: 'green', icon: IconCircleCheck },
  WITHDRAWN: { tone: 'grey', icon: IconBan },
};

export function PlanChip({ status }: { status: PlanLink['status'] }) {
  const { t } = useTranslation('plan');
  const { tone, icon } = looks[status];
  return (
    <Chip tone={tone} icon={icon}>
      {t(`status.${status}`)}
    </Chip>
  );
}
