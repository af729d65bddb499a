import {
  IconArrowBackUp,
  IconBell,
  IconChecks,
  IconMailQuestion,
  IconMessageQuestion,
  IconPencilPlus,
  IconUserQuestion,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../platform/format.ts';
import { Chip, type IconType, type Tone } from '../../ui/chip.tsx';
import { Since } from '../../ui/since.tsx';
import { LightMark } from '../../ui/task-marks.tsx';
import { UnitName } from '../../ui/unit-name.tsx';
import { useWords } from '../../ui/use-words.ts';
import type { WaitingGroup } from '../../ui/waiting-groups.ts';
import classes from './coordination.module.css';
import type { InboxItem } from './coordination-operations.ts';
import { QuickAnswer } from './quick-answer.tsx';

const looks: Readonly<Record<InboxItem['kind'], { tone: Tone; icon: IconType }>> = {
  ACKNOWLEDGE_TASK: { tone: 'blue', icon: IconBell },
  ANSWER_TASK_REQUEST: { tone: 'amber', icon: IconMailQuestion },
  ANSWER_TASK_CHANGE: { tone: 'violet', icon: IconMessageQuestion },
  CONFIRM_TASK: { tone: 'green', icon: IconChecks },
  RESUBMIT_TASK: { tone: 'red', icon: IconArrowBackUp },
  REASSIGN_TASK: { tone: 'red', icon: IconUserQuestion },
  ACKNOWLEDGE_COORDINATION: { tone: 'blue', icon: IconBell },
  ANSWER_COORDINATION: { tone: 'amber', icon: IconMailQuestion },
  ANSWER_COORDINATION_CHANGE: { tone: 'violet', icon: IconMessageQuestion },
  CONTRIBUTE: { tone: 'olive', icon: IconPencilPlus },
  CONCLUDE_COORDINATION: { tone: 'green', icon: IconChecks },
};

type InboxSide = 'us' | 'others';

/** One thing that somebody waits for. What needs no word is done here; the rest leads to its page. */
export function InboxRow({ item, side }: { item: InboxItem; side: InboxSide }) {
  const words = useWords();
  const { task } = item;
  return (
    <li className={classes.item}>
      <ItemTop item={item}>
        <WaitsOn side={side}>
          <UnitName unit={unitOf(item, side)} />
        </WaitsOn>
      </ItemTop>
      <div className={classes.itemWords}>
        <LightMark light={task.light} />
        <span>
          <span className="mono">{task.code}</span>{' '}
          <CoordinationLink item={item}>{words(task.title, task.titleEnglish)}</CoordinationLink>
          <ScopeOf item={item} />
        </span>
      </div>
      <div className={classes.itemEnd}>
        <Until dueOn={item.dueOn ?? task.dueOn} />
        <QuickAnswer item={item} />
      </div>
    </li>
  );
}

/** The same step with several units of one task: it is done on the task's page, each unit's is a link. */
export function InboxGroupRow({ group, side }: { group: WaitingGroup<InboxItem>; side: InboxSide }) {
  const { t } = useTranslation('coordination');
  const words = useWords();
  const { items } = group;
  const [longest] = items;
  const { task } = longest;
  return (
    <li className={classes.item}>
      <ItemTop item={longest}>
        <WaitsOn side={side}>{t('inbox.units', { count: items.length })}</WaitsOn>
      </ItemTop>
      <div className={classes.itemWords}>
        <LightMark light={task.light} />
        <span>
          <span className="mono">{task.code}</span>{' '}
          <Link to="/tasks/$taskId" params={{ taskId: task.id }} search={{ tab: 'coordination' }}>
            {words(task.title, task.titleEnglish)}
          </Link>
          <ScopeOf item={longest} />
          <details className={classes.groupUnits}>
            <summary>{t('inbox.showUnits')}</summary>
            <ul>
              {items.map((item) => (
                <li key={item.id}>
                  <CoordinationLink item={item}>
                    <UnitName unit={unitOf(item, side)} />
                  </CoordinationLink>{' '}
                  <Since instant={item.since} />
                </li>
              ))}
            </ul>
          </details>
        </span>
      </div>
      <div className={classes.itemEnd}>
        <Until dueOn={longest.dueOn ?? longest.task.dueOn} />
      </div>
    </li>
  );
}

function unitOf(item: InboxItem, side: InboxSide) {
  return side === 'us' ? item.waitingUnit : item.actingUnit;
}

function ItemTop({ item, children }: { item: InboxItem; children: ReactNode }) {
  const { t } = useTranslation('coordination');
  const { tone, icon } = looks[item.kind];
  return (
    <div className={classes.itemTop}>
      <Chip tone={tone} icon={icon}>
        {t(`kind.${item.kind}`)}
      </Chip>
      {children}
      <Since instant={item.since} />
    </div>
  );
}

function WaitsOn({ side, children }: { side: InboxSide; children: ReactNode }) {
  const { t } = useTranslation('coordination');
  return (
    <span className={classes.soft}>
      {t(side === 'us' ? 'inbox.waits' : 'inbox.acts')} {children}
    </span>
  );
}

function Until({ dueOn }: { dueOn: string | null }) {
  const { t } = useTranslation('coordination');
  return dueOn === null ? null : (
    <span className={classes.soft}>{t('until', { date: formatDate(dueOn) })}</span>
  );
}

/** What the unit is asked for; of a proposal that waits for an answer, what it proposes. */
function ScopeOf({ item: { kind, coordination } }: { item: InboxItem }) {
  const proposed = kind === 'ANSWER_COORDINATION_CHANGE' ? coordination?.openChange?.scope : undefined;
  const scope = proposed ?? coordination?.scope;
  return scope ? <span className={classes.itemScope}>{scope}</span> : null;
}

/** To the coordination, or to the task where the step is the task's own. */
function CoordinationLink({ item, children }: { item: InboxItem; children: ReactNode }) {
  const { task, coordination } = item;
  return coordination === null ? (
    <Link to="/tasks/$taskId" params={{ taskId: task.id }}>
      {children}
    </Link>
  ) : (
    <Link to="/coordination/$coordinationId" params={{ coordinationId: coordination.id }}>
      {children}
    </Link>
  );
}
