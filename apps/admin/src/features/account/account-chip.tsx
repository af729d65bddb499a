import { IconCircleCheck, IconEraser, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Chip, type IconType, type Tone } from '../../ui/chip.tsx';
import type { AccountDetail } from './account-operations.ts';

const looks: Readonly<Record<AccountDetail['status'], { tone: Tone; icon: IconType }>> = {
  OPEN: { tone: 'green', icon: IconCircleCheck },
  CLOSED: { tone: 'grey', icon: IconLock },
  ERASED: { tone: 'red', icon: IconEraser },
};

export function AccountChip({ status }: { status: AccountDetail['status'] }) {
  const { t } = useTranslation('account');
  const { tone, icon } = looks[status];
  return (
    <Chip tone={tone} icon={icon}>
      {t(`status.${status}`)}
    </Chip>
  );
}
