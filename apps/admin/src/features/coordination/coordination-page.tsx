import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery, useSubscription } from 'urql';
import { formatDate, formatInstant } from '../../platform/format.ts';
import { useMoment } from '../../platform/moment.tsx';
import { DueDay } from '../../ui/due-day.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { NotThere } from '../../ui/not-there.tsx';
import { Fact, Facts, Nothing, PageHead, Panel } from '../../ui/page.tsx';
import { Percent } from '../../ui/percent.tsx';
import { Since } from '../../ui/since.tsx';
import { SubmittedChip, TaskStatusChip } from '../../ui/task-marks.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './coordination.module.css';
import { CoordinationActions } from './coordination-actions.tsx';
import { CoordinationChip } from './coordination-chip.tsx';
import {
  type CoordinationDetail,
  coordinationChanged,
  coordinationQuery,
} from './coordination-operations.ts';
import { OpenChange } from './open-change.tsx';

/** The common work of a lead and one unit on a task, and every step that may follow now. */
export function CoordinationPage({
  coordinationId,
  history,
}: {
  coordinationId: string;
  /** Of another noun: the route brings it. */
  history: (coordination: { id: string; revision: number }) => ReactNode;
}) {
  const { t } = useTranslation('coordination');
  const { readOnly } = useMoment();
  const [answer, ask] = useQuery({ query: coordinationQuery, variables: { id: coordinationId } });
  const taskId = answer.data?.coordination?.task.id;
  useSubscription({
    query: coordinationChanged,
    variables: { taskId },
    pause: readOnly || taskId === undefined,
  });
  return (
    <Loaded answer={answer} onRetry={() => ask({ requestPolicy: 'network-only' })} lines={8}>
      {({ coordination }) =>
        coordination === null ? (
          <NotThere title={t('notFound')} below={<Link to="/coordination">{t('inbox.title')}</Link>} />
        ) : (
          <>
            <Head coordination={coordination} />
            <div className={classes.columns}>
              <div className={classes.column}>
                <OpenChange coordination={coordination} />
                <What coordination={coordination} />
                <Contributions coordination={coordination} />
              </div>
              <div className={classes.column}>
                <TaskCard coordination={coordination} />
                {history(coordination)}
              </div>
            </div>
          </>
        )
      }
    </Loaded>
  );
}

function Head({ coordination }: { coordination: CoordinationDetail }) {
  const { t } = useTranslation('coordination');
  const words = useWords();
  const { unit, leadUnit, waitingSince } = coordination;
  return (
    <PageHead
      title={t('title', {
        unit: words(unit.name, unit.nameEnglish),
        lead: words(leadUnit.name, leadUnit.nameEnglish),
      })}
      windowTitle={`${unit.shortName} – ${coordination.task.code}`}
      above={
        <>
          <Link to="/coordination">{t('inbox.title')}</Link>
          <CoordinationChip coordination={coordination} />
          {waitingSince !== null && <Since instant={waitingSince} />}
        </>
      }
      actions={<CoordinationActions coordination={coordination} />}
    />
  );
}

function What({ coordination }: { coordination: CoordinationDetail }) {
  const { t } = useTranslation(['coordination', 'task']);
  const words = useWords();
  const { leadUnit, unit, mode, origin, scope, dueOn, openedAt, declineReason, conclusion } = coordination;
  return (
    <Panel title={t('part.what')}>
      <p className={classes.scope}>{scope ?? <span className={classes.soft}>{t('noScope')}</span>}</p>
      <Facts>
        <Fact name={t('fact.lead')}>{words(leadUnit.name, leadUnit.nameEnglish)}</Fact>
        <Fact name={t('fact.unit')}>{words(unit.name, unit.nameEnglish)}</Fact>
        <Fact name={t('fact.mode')}>{t(`mode.${mode}`)}</Fact>
        <Fact name={t('fact.origin')}>{t(`origin.${origin}`)}</Fact>
        <Fact name={t('fact.dueOn')}>{dueOn === null ? t('asTask') : formatDate(dueOn)}</Fact>
        <Fact name={t('fact.openedAt')}>{formatInstant(openedAt)}</Fact>
      </Facts>
      {declineReason !== null && <Said label={t('fact.declineReason')} words={declineReason} />}
      {conclusion !== null && <Said label={t('fact.conclusion')} words={conclusion} />}
    </Panel>
  );
}

function Said({ label, words }: { label: string; words: string }) {
  return (
    <div className={classes.said}>
      <span className={classes.soft}>{label}</span>
      <p>{words}</p>
    </div>
  );
}

function Contributions({ coordination }: { coordination: CoordinationDetail }) {
  const { t } = useTranslation('coordination');
  return (
    <Panel title={t('part.contributions')}>
      {coordination.contributions.length === 0 ? (
        <Nothing>{t('noContributions')}</Nothing>
      ) : (
        <ol className={classes.contributions}>
          {coordination.contributions.map(({ id, text, recordedAt }) => (
            <li key={id}>
              <time dateTime={recordedAt} className={classes.soft}>
                {formatInstant(recordedAt)}
              </time>
              <p>{text}</p>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}

function TaskCard({ coordination }: { coordination: CoordinationDetail }) {
  const { t } = useTranslation('coordination');
  const words = useWords();
  const { task } = coordination;
  return (
    <Panel
      title={t('part.task')}
      aside={task.submitted ? <SubmittedChip /> : <TaskStatusChip status={task.status} />}
    >
      <p className={classes.taskTitle}>
        <span className="mono">{task.code}</span>{' '}
        <Link to="/tasks/$taskId" params={{ taskId: task.id }}>
          {words(task.title, task.titleEnglish)}
        </Link>
      </p>
      <Facts>
        <Fact name={t('fact.plan')}>
          <Link to="/plans/$planId" params={{ planId: task.plan.id }}>
            {task.plan.number ?? words(task.plan.title, task.plan.titleEnglish)}
          </Link>
        </Fact>
        {task.dueOn !== null && (
          <Fact name={t('fact.taskDueOn')}>
            <DueDay task={task} />
          </Fact>
        )}
        <Fact name={t('fact.percent')}>
          <Percent value={task.percent} label={t('fact.percent')} />
        </Fact>
      </Facts>
    </Panel>
  );
}
