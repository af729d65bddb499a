import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate, formatInstant, formatNumber } from '../../../platform/format.ts';
import { DueDay } from '../../../ui/due-day.tsx';
import { NoLead } from '../../../ui/no-lead.tsx';
import { Panel } from '../../../ui/page.tsx';
import { Percent } from '../../../ui/percent.tsx';
import { UnitContacts } from '../../../ui/unit-contacts.tsx';
import { UnitName } from '../../../ui/unit-name.tsx';
import { useFlash } from '../../../ui/use-flash.ts';
import { useWords } from '../../../ui/use-words.ts';
import type { TaskDetail, TaskOnPage } from '../task-detail-operations.ts';
import classes from './task-facts.module.css';
import { TaskSteps } from './task-steps.tsx';

export function TaskFacts({ task }: { task: TaskOnPage }) {
  const { t } = useTranslation('task');
  const words = useWords();
  const flash = useFlash<HTMLDListElement>(task.revision);
  const section = task.plan.sections.find(({ id }) => id === task.sectionId);
  return (
    <Panel title={t('part.facts')}>
      <TaskSteps task={task} />
      <dl className={classes.facts} ref={flash}>
        <Row name={t('fact.lead')} wide>
          <Lead task={task} />
        </Row>
        {task.dueOn !== null && (
          <Row name={t('fact.due')}>
            <DueDay task={task} />
          </Row>
        )}
        <Row name={t('fact.percent')} wide>
          <Percent value={task.percent} label={t('fact.percent')} />
        </Row>
        <Row name={t('fact.schedule')} wide>
          <ScheduleWords task={task} />
        </Row>
        {task.people && (
          <Row name={t('fact.people')} wide>
            {t('people.sum', {
              female: formatNumber(task.people.female),
              male: formatNumber(task.people.male),
            })}
          </Row>
        )}
        <Row name={t('fact.plan')} wide>
          <Link to="/plans/$planId" params={{ planId: task.plan.id }}>
            {words(task.plan.title, task.plan.titleEnglish)}
          </Link>
          {section && (
            <span className={classes.section}>
              {section.mark} {words(section.title, section.titleEnglish)}
            </span>
          )}
        </Row>
        {task.assignedOn && <Row name={t('fact.assignedOn')}>{formatDate(task.assignedOn)}</Row>}
        {task.submittedOn && <Row name={t('fact.submittedOn')}>{formatDate(task.submittedOn)}</Row>}
        {task.confirmedOn && <Row name={t('fact.confirmedOn')}>{formatDate(task.confirmedOn)}</Row>}
        <Row name={t('fact.changedAt')} wide>
          {formatInstant(task.changedAt)}
        </Row>
      </dl>
    </Panel>
  );
}

function Row({ name, wide, children }: { name: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={classes.row} data-wide={wide || undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Lead({ task }: { task: TaskOnPage }) {
  const { t } = useTranslation('task');
  if (task.leadUnit === null) return <NoLead childCount={task.childCount} />;
  return (
    <>
      <Link to="/organisation/$unitId" params={{ unitId: task.leadUnit.id }}>
        <UnitName unit={task.leadUnit} />
      </Link>
      {task.mode && <span className={classes.soft}> · {t(`mode.${task.mode}`)}</span>}
      <UnitContacts unit={task.leadUnit} />
    </>
  );
}

function ScheduleWords({ task }: { task: TaskDetail }) {
  const { t } = useTranslation('task');
  const { kind, startsOn, dueOn, periods } = task.schedule;
  if (kind === 'CHECK_INS') return t('schedule.allYear', { count: periods.length });
  if (dueOn === null) return '–';
  return startsOn === null
    ? t('schedule.until', { to: formatDate(dueOn) })
    : t('schedule.fromTo', { from: formatDate(startsOn), to: formatDate(dueOn) });
}
