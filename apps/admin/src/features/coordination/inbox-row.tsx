import {
  IconBell,
  IconChecks,
  IconMailQuestion,
  IconMessageQuestion,
  IconPencilPlus,
  IconUserQuestion,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../platform/format.ts';
import { useMoment } from '../../platform/moment.tsx';
import { Chip, type IconType, type Tone } from '../../ui/chip.tsx';
import { CommandButton } from '../../ui/command-button.tsx';
import { Since } from '../../ui/since.tsx';
import { LightMark } from '../../ui/task-marks.tsx';
import { UnitName } from '../../ui/unit-name.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './coordination.module.css';
import { acceptCoordination, acknowledgeCoordination } from './coordination-commands.ts';
import type { InboxItem } from './coordination-operations.ts';

const looks: Readonly<Record<InboxItem['kind'], { tone: Tone; icon: IconType }>> = {
  ACKNOWLEDGE_TASK: { tone: 'blue', icon: IconBell },
  ANSWER_TASK_REQUEST: { tone: 'amber', icon: IconMailQuestion },
  ANSWER_TASK_CHANGE: { tone: 'violet', icon: IconMessageQuestion },
  CONFIRM_TASK: { tone: 'green', icon: IconChecks },
  REASSIGN_TASK: { tone: 'red', icon: IconUserQuestion },
  ACKNOWLEDGE_COORDINATION: { tone: 'blue', icon: IconBell },
  ANSWER_COORDINATION: { tone: 'amber', icon: IconMailQuestion },
  ANSWER_COORDINATION_CHANGE: { tone: 'violet', icon: IconMessageQuestion },
  CONTRIBUTE: { tone: 'olive', icon: IconPencilPlus },
  CONCLUDE_COORDINATION: { tone: 'green', icon: IconChecks },
};

/** One thing that somebody waits for. What needs no word is done here; the rest leads to its page. */
export function InboxRow({ item, side }: { item: InboxItem; side: 'us' | 'others' }) {
  const { t } = useTranslation('coordination');
  const words = useWords();
  const { tone, icon } = looks[item.kind];
  const { task, coordination } = item;
  const title = words(task.title, task.titleEnglish);
  return (
    <li className={classes.item}>
      <div className={classes.itemTop}>
        <Chip tone={tone} icon={icon}>
          {t(`kind.${item.kind}`)}
        </Chip>
        <span className={classes.soft}>
          {t(side === 'us' ? 'inbox.waits' : 'inbox.acts')}{' '}
          <UnitName unit={side === 'us' ? item.waitingUnit : item.actingUnit} />
        </span>
        <Since instant={item.since} />
      </div>
      <div className={classes.itemWords}>
        <LightMark light={task.light} />
        <span>
          <span className="mono">{task.code}</span>{' '}
          {coordination === null ? (
            <Link to="/tasks/$taskId" params={{ taskId: task.id }}>
              {title}
            </Link>
          ) : (
            <Link to="/coordination/$coordinationId" params={{ coordinationId: coordination.id }}>
              {title}
            </Link>
          )}
          {coordination?.scope && <span className={classes.itemScope}>{coordination.scope}</span>}
        </span>
      </div>
      <div className={classes.itemEnd}>
        {item.dueOn !== null && (
          <span className={classes.soft}>{t('until', { date: formatDate(item.dueOn) })}</span>
        )}
        {coordination !== null && <QuickAnswer coordination={coordination} />}
      </div>
    </li>
  );
}

function QuickAnswer({ coordination }: { coordination: NonNullable<InboxItem['coordination']> }) {
  const { t } = useTranslation('coordination');
  const { readOnly } = useMoment();
  const { id, availableCommands } = coordination;
  if (readOnly) return null;
  const look = { size: 'xs', variant: 'light' };
  if (availableCommands.includes('acknowledgeCoordination')) {
    return (
      <CommandButton
        {...look}
        document={acknowledgeCoordination}
        input={{ coordinationId: id }}
        done={t('done.acknowledgeCoordination')}
      >
        {t('action.acknowledgeCoordination')}
      </CommandButton>
    );
  }
  if (!availableCommands.includes('acceptCoordination')) return null;
  return (
    <CommandButton
      {...look}
      document={acceptCoordination}
      input={{ coordinationId: id }}
      done={t('done.acceptCoordination')}
    >
      {t('action.acceptCoordination')}
    </CommandButton>
  );
}
