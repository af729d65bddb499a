import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatDate, formatNumber } from '../../platform/format.ts';
import { Fact, Facts, Panel } from '../../ui/page.tsx';
import { Percent } from '../../ui/percent.tsx';
import { TaskStatusChip } from '../../ui/task-marks.tsx';
import { COUNTED_ANSWERS, TASK_STATUSES } from '../../ui/task-status.ts';
import { useWords } from '../../ui/use-words.ts';
import classes from './plan.module.css';
import { PlanChip } from './plan-chip.tsx';
import type { PlanDetail, PlanLink } from './plan-operations.ts';

/** What stands in the head and the foot of the document, and which plans stand around it. */
export function PlanAside({ plan }: { plan: PlanDetail }) {
  const { t } = useTranslation('plan');
  return (
    <div className={classes.column}>
      <Progress plan={plan} />
      <Heading plan={plan} />
      {plan.amendments.length > 0 && <Amendments plan={plan} />}
      {plan.legalBases.length > 0 && <LegalBases plan={plan} />}
      {(['parents', 'siblings', 'children'] as const).map(
        (relation) =>
          plan[relation].length > 0 && (
            <Panel key={relation} title={t(`relation.${relation}`)}>
              <ul className={classes.plain}>
                {plan[relation].map((other) => (
                  <PlanLine key={other.id} plan={other} />
                ))}
              </ul>
            </Panel>
          ),
      )}
    </div>
  );
}

function Progress({ plan }: { plan: PlanDetail }) {
  const { t } = useTranslation('plan');
  const { taskCount, percent, byStatus } = plan.progress;
  return (
    <Panel
      title={t('progress')}
      aside={
        <Link to="/tasks" search={{ plan: plan.id, answer: COUNTED_ANSWERS }}>
          {t('tasks', { count: taskCount, shown: formatNumber(taskCount) })}
        </Link>
      }
    >
      <Percent value={percent} label={t('progress')} />
      <ul className={classes.statuses}>
        {TASK_STATUSES.map((status) => {
          const count = byStatus.find((one) => one.status === status)?.count ?? 0;
          return (
            count > 0 && (
              <li key={status}>
                <Link
                  to="/tasks"
                  search={{ plan: plan.id, status, answer: COUNTED_ANSWERS }}
                  className={classes.statusLink}
                >
                  <TaskStatusChip status={status} />
                  {formatNumber(count)}
                </Link>
              </li>
            )
          );
        })}
      </ul>
    </Panel>
  );
}

function Heading({ plan }: { plan: PlanDetail }) {
  const { t } = useTranslation('plan');
  const words = useWords();
  const { issuingUnit, draftingUnit, issuedOn, signerOffice, closedOn, closingSummary } = plan;
  return (
    <Panel title={t('part.heading')}>
      <Facts>
        <Fact name={t('fact.year')}>{plan.year}</Fact>
        <Fact name={t('fact.number')}>{plan.number ?? t('noNumber')}</Fact>
        <Fact name={t('fact.issuedOn')}>{issuedOn === null ? '–' : formatDate(issuedOn)}</Fact>
        <Fact name={t('fact.issuingUnit')}>{words(issuingUnit.name, issuingUnit.nameEnglish)}</Fact>
        <Fact name={t('fact.draftingUnit')}>{words(draftingUnit.name, draftingUnit.nameEnglish)}</Fact>
        {signerOffice !== null && <Fact name={t('fact.signerOffice')}>{signerOffice}</Fact>}
        {closedOn !== null && <Fact name={t('fact.closedOn')}>{formatDate(closedOn)}</Fact>}
      </Facts>
      {closingSummary !== null && <p className={classes.summary}>{closingSummary}</p>}
    </Panel>
  );
}

function Amendments({ plan }: { plan: PlanDetail }) {
  const { t } = useTranslation('plan');
  return (
    <Panel title={t('part.amendments')}>
      <ol className={classes.plain}>
        {plan.amendments.map(({ id, number, issuedOn, signerOffice, summary }) => (
          <li key={id}>
            <strong>{number ?? t('noNumber')}</strong> · {formatDate(issuedOn)}
            <p className={classes.soft}>{signerOffice}</p>
            <p className={classes.pre}>{summary}</p>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function LegalBases({ plan }: { plan: PlanDetail }) {
  const { t } = useTranslation('plan');
  return (
    <Panel title={t('part.legalBases')}>
      <ul className={classes.plain}>
        {plan.legalBases.map(({ number, issuedOn, subject }) => (
          <li key={number}>
            <strong>{number}</strong>
            {issuedOn !== null && ` · ${formatDate(issuedOn)}`}
            {subject !== null && <p className={classes.soft}>{subject}</p>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function PlanLine({ plan }: { plan: PlanLink }) {
  const { t } = useTranslation('plan');
  const words = useWords();
  return (
    <li>
      <Link to="/plans/$planId" params={{ planId: plan.id }} search={{}}>
        {words(plan.title, plan.titleEnglish)}
      </Link>
      <p className={classes.line}>
        <span className={classes.soft}>{plan.number ?? t('noNumber')}</span>
        <PlanChip status={plan.status} />
      </p>
    </li>
  );
}
