import { ActionIcon, Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconDots } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../platform/format.ts';
import { DueDay } from '../../ui/due-day.tsx';
import { NoLead } from '../../ui/no-lead.tsx';
import { Percent } from '../../ui/percent.tsx';
import { LightMark, SubmittedChip, TaskStatusChip } from '../../ui/task-marks.tsx';
import { COUNTED_ANSWERS } from '../../ui/task-status.ts';
import { UnitName } from '../../ui/unit-name.tsx';
import { useFlash } from '../../ui/use-flash.ts';
import { useWords } from '../../ui/use-words.ts';
import type { PlanSection, PlanTask } from './plan-operations.ts';
import type { TreeNode } from './plan-tree.ts';
import classes from './section-tree.module.css';

export interface SectionCall {
  readonly name: 'addSection' | 'changeSection' | 'addTask';
  /** Null is the plan itself. */
  readonly section: PlanSection | null;
}

interface TreeProps {
  readonly nodes: readonly TreeNode<PlanSection, PlanTask>[];
  readonly planId: string;
  readonly maySection: boolean;
  readonly mayTask: boolean;
  readonly onCall: (call: SectionCall) => void;
}

export function SectionTree({ nodes, ...rest }: TreeProps) {
  return (
    <ul className={classes.tree}>
      {nodes.map((node) => (
        <Node key={node.section?.id ?? ''} node={node} {...rest} />
      ))}
    </ul>
  );
}

function Node({ node, ...rest }: Omit<TreeProps, 'nodes'> & { node: TreeNode<PlanSection, PlanTask> }) {
  const { t } = useTranslation('plan');
  const words = useWords();
  const [open, setOpen] = useState(true);
  const { section, depth, tasks, children } = node;
  const hasMore = tasks.length > 0 || children.length > 0;
  const title = section === null ? t('noSection') : words(section.title, section.titleEnglish);
  return (
    <li className={classes.node} data-depth={depth}>
      <div className={classes.head}>
        <UnstyledButton
          className={classes.toggle}
          aria-expanded={hasMore ? open : undefined}
          disabled={!hasMore}
          onClick={() => setOpen((old) => !old)}
        >
          <span className={classes.arrow} aria-hidden>
            {hasMore && (open ? <IconChevronDown size={16} /> : <IconChevronRight size={16} />)}
          </span>
          {section && <span className={classes.mark}>{section.mark}</span>}
          <span className={classes.title}>
            {section && <span className={classes.kind}>{t(`kind.${section.kind}`)}</span>}
            {title}
          </span>
        </UnstyledButton>
        {section && <SectionProgress section={section} planId={rest.planId} />}
        {section && <SectionMenu section={section} {...rest} />}
      </div>
      {open && tasks.length > 0 && (
        <ul className={classes.tasks}>
          {tasks.map((task) => (
            <TaskLine key={task.id} task={task} />
          ))}
        </ul>
      )}
      {open && children.length > 0 && <SectionTree nodes={children} {...rest} />}
    </li>
  );
}

function SectionProgress({ section, planId }: { section: PlanSection; planId: string }) {
  const { t } = useTranslation('plan');
  const { taskCount, percent, byLight } = section.progress;
  const late = byLight.find(({ light }) => light === 'RED')?.count ?? 0;
  if (taskCount === 0) return <span className={classes.soft}>{t('noTasks')}</span>;
  return (
    <div className={classes.progress}>
      {late > 0 && (
        <Link
          to="/tasks"
          search={{ plan: planId, section: section.id, light: 'RED', answer: COUNTED_ANSWERS }}
          className={classes.late}
          aria-label={t('late', { count: late })}
        >
          <LightMark light="RED" />
          {formatNumber(late)}
        </Link>
      )}
      <Link
        to="/tasks"
        search={{ plan: planId, section: section.id, answer: COUNTED_ANSWERS }}
        className={classes.count}
      >
        {t('tasks', { count: taskCount, shown: formatNumber(taskCount) })}
      </Link>
      <Percent value={percent} label={t('progressOf', { mark: section.mark })} />
    </div>
  );
}

function SectionMenu({
  section,
  maySection,
  mayTask,
  onCall,
}: Omit<TreeProps, 'nodes'> & { section: PlanSection }) {
  const { t } = useTranslation('plan');
  if (!maySection && !mayTask) return null;
  return (
    <Menu position="bottom-end" withArrow>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('sectionMenu', { mark: section.mark })}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayTask && (
          <Menu.Item onClick={() => onCall({ name: 'addTask', section })}>{t('action.addTask')}</Menu.Item>
        )}
        {maySection && (
          <>
            <Menu.Item onClick={() => onCall({ name: 'addSection', section })}>
              {t('action.addSubsection')}
            </Menu.Item>
            <Menu.Item onClick={() => onCall({ name: 'changeSection', section })}>
              {t('action.changePlanSection')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function TaskLine({ task }: { task: PlanTask }) {
  const { t } = useTranslation(['plan', 'task']);
  const words = useWords();
  const flash = useFlash<HTMLLIElement>(task.revision);
  return (
    <li ref={flash} className={classes.task}>
      <LightMark light={task.light} />
      <span className={classes.code}>{task.code}</span>
      <Link to="/tasks/$taskId" params={{ taskId: task.id }} search={{}} className={classes.taskTitle}>
        {words(task.title, task.titleEnglish)}
      </Link>
      <span className={classes.lead}>
        {task.leadUnit ? (
          <UnitName unit={task.leadUnit} brief />
        ) : (
          <span className={classes.soft}>
            <NoLead childCount={task.childCount} />
          </span>
        )}
      </span>
      <span className={classes.due}>
        <DueDay task={task} />
      </span>
      <span className={classes.percent}>
        <Percent value={task.percent} label={t('progressOf', { mark: task.code })} />
      </span>
      <span className={classes.status}>
        {task.submitted ? <SubmittedChip /> : <TaskStatusChip status={task.status} />}
      </span>
    </li>
  );
}
