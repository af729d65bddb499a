import { Tabs } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery, useSubscription } from 'urql';
import { useMoment } from '../../../platform/moment.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { NotThere } from '../../../ui/not-there.tsx';
import { Panel } from '../../../ui/page.tsx';
import { type TaskDetail, type TaskOnPage, taskChangedOnPage, taskQuery } from '../task-detail-operations.ts';
import { TaskBanners } from './task-banners.tsx';
import { TaskChanges } from './task-changes.tsx';
import { TaskCheckIns } from './task-check-ins.tsx';
import { TaskChildren } from './task-children.tsx';
import { TaskDeliverables } from './task-deliverables.tsx';
import { TaskFacts } from './task-facts.tsx';
import { TaskHead } from './task-head.tsx';
import classes from './task-page.module.css';
import { TaskPeriods } from './task-periods.tsx';

const tabs = ['work', 'coordination', 'history'] as const;

export interface TaskPageProps {
  readonly taskId: string;
  readonly tab: string | undefined;
  readonly onTab: (tab: string | undefined) => void;
  /** What another noun draws, given by the route where nouns meet. */
  readonly history: (task: { id: string; revision: number }) => ReactNode;
  readonly coordinations: (taskId: string) => ReactNode;
}

/** One task, whole: what it is, who does it, how far it is, and all that may be done now. */
export function TaskPage(props: TaskPageProps) {
  const { t } = useTranslation('task');
  const { readOnly } = useMoment();
  const [answer, ask] = useQuery({ query: taskQuery, variables: { id: props.taskId } });
  useSubscription({ query: taskChangedOnPage, variables: { taskId: props.taskId }, pause: readOnly });
  return (
    <Loaded answer={answer} onRetry={() => ask({ requestPolicy: 'network-only' })} lines={10}>
      {({ task }) =>
        task === null ? (
          <NotThere title={t('notFound')} below={<Link to="/tasks">{t('list.title')}</Link>} />
        ) : (
          <Task {...props} task={task} />
        )
      }
    </Loaded>
  );
}

function Task({ task, tab, onTab, history, coordinations }: TaskPageProps & { task: TaskOnPage }) {
  const { t } = useTranslation('task');
  const shown = tabs.find((one) => one === tab) ?? 'work';
  const standing = task.coordinations.filter(({ state }) => state !== 'WITHDRAWN');
  return (
    <>
      <TaskHead task={task} />
      <TaskBanners task={task} />
      <div className={classes.columns}>
        <div className={classes.main}>
          <Tabs
            value={shown}
            onChange={(value) => onTab(value === null || value === 'work' ? undefined : value)}
            keepMounted={false}
          >
            <Tabs.List aria-label={t('tab.label')} className={classes.tabs}>
              {tabs.map((one) => (
                <Tabs.Tab key={one} value={one}>
                  {t(`tab.${one}`)}
                  {one === 'coordination' && standing.length > 0 && ` (${standing.length})`}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value="work" className={classes.panel}>
              <Work task={task} />
            </Tabs.Panel>
            <Tabs.Panel value="coordination" className={classes.panel}>
              <Panel title={t('tab.coordination')}>{coordinations(task.id)}</Panel>
            </Tabs.Panel>
            <Tabs.Panel value="history" className={classes.panel}>
              {history(task)}
            </Tabs.Panel>
          </Tabs>
        </div>
        <aside className={classes.aside} aria-label={t('part.facts')}>
          <TaskFacts task={task} />
        </aside>
      </div>
    </>
  );
}

/** A split task is worked on in its children: it shows how they stand. */
function Work({ task }: { task: TaskDetail }) {
  const split = task.assignment === 'SPLIT';
  return (
    <>
      {split && <TaskChildren task={task} />}
      {!split && task.schedule.kind === 'CHECK_INS' && <TaskPeriods task={task} />}
      {!split && <TaskCheckIns task={task} />}
      <TaskDeliverables task={task} />
      {task.changes.length > 0 && <TaskChanges task={task} />}
    </>
  );
}
