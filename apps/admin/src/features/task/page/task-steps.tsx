import { IconCheck, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TaskDetail } from '../task-detail-operations.ts';
import classes from './task-steps.module.css';

type StepState = 'done' | 'now' | 'open' | 'stopped';

/** The handshakes of a task in their order, and whose turn it is. */
export function TaskSteps({ task }: { task: TaskDetail }) {
  const { t } = useTranslation('task');
  if (task.assignment === 'SPLIT') return null;
  return (
    <ol className={classes.steps} aria-label={t('step.label')}>
      {stepsOf(task).map(({ name, state }) => (
        <li key={name} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
          <span className={classes.mark} aria-hidden>
            {state === 'done' && <IconCheck size={12} stroke={3} />}
            {state === 'stopped' && <IconX size={12} stroke={3} />}
          </span>
          <span>
            {t(`step.${name}`)}
            <span className="visually-hidden"> – {t(`step.state.${state}`)}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

type StepName =
  | 'assign'
  | 'acknowledge'
  | 'accept'
  | 'work'
  | 'submit'
  | 'confirm'
  | 'declined'
  | 'cancelled';

export function stepsOf(
  task: Pick<TaskDetail, 'assignment' | 'mode' | 'checkIns' | 'submitted' | 'confirmedOn' | 'cancelReason'>,
): { name: StepName; state: StepState }[] {
  const assigned = task.assignment !== 'UNASSIGNED';
  const answered = task.assignment === 'ACKNOWLEDGED' || task.assignment === 'ACCEPTED';
  const submitted = task.submitted || task.confirmedOn !== null;
  const answer: StepName = task.mode === 'REQUEST' ? 'accept' : 'acknowledge';
  const done = [
    { name: 'assign' as const, done: assigned },
    { name: answer, done: answered || submitted },
    { name: 'work' as const, done: submitted },
    { name: 'submit' as const, done: submitted },
    { name: 'confirm' as const, done: task.confirmedOn !== null },
  ];
  if (task.assignment === 'DECLINED') {
    return [
      { name: 'assign', state: 'done' },
      { name: 'declined', state: 'stopped' },
    ];
  }
  if (task.cancelReason !== null) {
    const before = done.filter((step) => step.done).map(({ name }) => ({ name, state: 'done' as const }));
    return [...before, { name: 'cancelled', state: 'stopped' }];
  }
  const now = done.findIndex((step) => !step.done);
  return done.map(({ name, done: isDone }, place) => ({
    name,
    state: isDone ? 'done' : place === now ? 'now' : 'open',
  }));
}
