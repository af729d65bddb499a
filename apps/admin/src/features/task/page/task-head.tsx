import { IconFlask } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Chip } from '../../../ui/chip.tsx';
import { PageHead } from '../../../ui/page.tsx';
import { LightMark, SubmittedChip, TaskStatusChip } from '../../../ui/task-marks.tsx';
import { useWords } from '../../../ui/use-words.ts';
import type { TaskDetail } from '../task-detail-operations.ts';
import { TaskActions } from './task-actions.tsx';
import classes from './task-head.module.css';

export function TaskHead({ task }: { task: TaskDetail }) {
  const { t } = useTranslation(['task', 'app']);
  const words = useWords();
  const title = words(task.title, task.titleEnglish);
  return (
    <>
      <PageHead
        title={title}
        windowTitle={`${task.code} ${title}`}
        above={
          <nav aria-label={t('fact.plan')} className={classes.path}>
            <Link to="/plans/$planId" params={{ planId: task.plan.id }}>
              {task.plan.number ?? words(task.plan.title, task.plan.titleEnglish)}
            </Link>
            <span aria-hidden>›</span>
            {task.parent && (
              <>
                <Link to="/tasks/$taskId" params={{ taskId: task.parent.id }}>
                  {task.parent.code}
                </Link>
                <span aria-hidden>›</span>
              </>
            )}
            <span className="mono">{task.code}</span>
          </nav>
        }
        below={
          <div className={classes.marks}>
            {task.submitted ? <SubmittedChip /> : <TaskStatusChip status={task.status} />}
            {task.light !== 'NONE' && <LightMark light={task.light} withWords />}
            {task.illustrative && (
              <Chip tone="grey" icon={IconFlask} title={t('app:illustrativeHint')}>
                {t('app:illustrative')}
              </Chip>
            )}
          </div>
        }
      />
      <TaskActions task={task} />
    </>
  );
}
