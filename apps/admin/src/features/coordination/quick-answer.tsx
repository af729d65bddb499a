import { useTranslation } from 'react-i18next';
import { useMoment } from '../../platform/moment.tsx';
import type { CommandDocument } from '../../platform/use-command.ts';
import { CommandButton } from '../../ui/command-button.tsx';
import {
  acceptCoordination,
  acceptTaskRequest,
  acknowledgeCoordination,
  acknowledgeTask,
} from './coordination-commands.ts';
import type { InboxItem } from './coordination-operations.ts';

const ofTask = { acknowledgeTask, acceptTaskRequest };
const ofCoordination = { acknowledgeCoordination, acceptCoordination };

/** Only what the line waits for: of the same task other lines may wait for something else. */
const steps: Partial<Record<InboxItem['kind'], keyof typeof ofTask | keyof typeof ofCoordination>> = {
  ACKNOWLEDGE_TASK: 'acknowledgeTask',
  ANSWER_TASK_REQUEST: 'acceptTaskRequest',
  ACKNOWLEDGE_COORDINATION: 'acknowledgeCoordination',
  ANSWER_COORDINATION: 'acceptCoordination',
};

/** The step of a line that needs no word, for whoever may take it. */
export function QuickAnswer({ item: { kind, task, coordination } }: { item: InboxItem }) {
  const { t } = useTranslation('coordination');
  const { readOnly } = useMoment();
  const step = steps[kind];
  const may = (coordination ?? task).availableCommands;
  if (readOnly || step === undefined || !may.includes(step)) return null;
  const look = { size: 'xs', variant: 'light', done: t(`done.${step}`) };
  const words = t(`action.${step}`);
  if (step === 'acknowledgeTask' || step === 'acceptTaskRequest') {
    const document: CommandDocument<unknown, { commandId: string; taskId: string }> = ofTask[step];
    return (
      <CommandButton {...look} document={document} input={{ taskId: task.id }}>
        {words}
      </CommandButton>
    );
  }
  const document: CommandDocument<unknown, { commandId: string; coordinationId: string }> =
    ofCoordination[step];
  return (
    coordination && (
      <CommandButton {...look} document={document} input={{ coordinationId: coordination.id }}>
        {words}
      </CommandButton>
    )
  );
}
