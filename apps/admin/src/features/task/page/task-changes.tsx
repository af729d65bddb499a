import { IconArrowBackUp, IconCheck, IconHourglass, IconHourglassOff, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatDate, formatInstant } from '../../../platform/format.ts';
import { useMoment } from '../../../platform/moment.tsx';
import { Chip, type IconType, type Tone } from '../../../ui/chip.tsx';
import { CommandButton } from '../../../ui/command-button.tsx';
import { Fact, Facts, Panel } from '../../../ui/page.tsx';
import { withdrawTaskChange } from '../task-commands.ts';
import type { TaskDetail } from '../task-detail-operations.ts';
import classes from './task-entries.module.css';

const looks: Readonly<Record<string, { tone: Tone; icon: IconType }>> = {
  OPEN: { tone: 'amber', icon: IconHourglass },
  GRANTED: { tone: 'green', icon: IconCheck },
  REFUSED: { tone: 'red', icon: IconX },
  WITHDRAWN: { tone: 'grey', icon: IconArrowBackUp },
  LAPSED: { tone: 'grey', icon: IconHourglassOff },
};

export function TaskChanges({ task }: { task: TaskDetail }) {
  const { t } = useTranslation('task');
  const { readOnly } = useMoment();
  const mayWithdraw = !readOnly && task.availableCommands.includes('withdrawTaskChange');
  return (
    <Panel title={t('part.changes')} flush>
      <ol className={classes.entries}>
        {task.changes.toReversed().map((change) => (
          <li key={change.id}>
            <div className={classes.top}>
              <Chip {...(looks[change.state] ?? { tone: 'grey', icon: IconHourglass })}>
                {t(`change.state.${change.state}`)}
              </Chip>
              <time className={classes.soft} dateTime={change.requestedAt}>
                {formatInstant(change.requestedAt)}
              </time>
            </div>
            <Facts>
              <Fact name={t('change.proposal')}>{change.proposal}</Fact>
              {change.proposedDueOn && (
                <Fact name={t('change.proposedDueOn')}>{formatDate(change.proposedDueOn)}</Fact>
              )}
              <Fact name={t('change.reason')}>{change.reason}</Fact>
              {change.grantedDueOn && change.grantedDueOn !== change.proposedDueOn && (
                <Fact name={t('change.grantedDueOn')}>{formatDate(change.grantedDueOn)}</Fact>
              )}
              {change.answer && <Fact name={t('change.answer')}>{change.answer}</Fact>}
            </Facts>
            {mayWithdraw && change.state === 'OPEN' && (
              <div className={classes.buttons}>
                <CommandButton
                  document={withdrawTaskChange}
                  input={{ taskId: task.id, changeId: change.id }}
                  variant="default"
                  size="xs"
                  done={t('done.withdrawTaskChange')}
                >
                  {t('action.withdrawTaskChange')}
                </CommandButton>
              </div>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
