import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { formatNumber } from '../../platform/format.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Nothing, Panel } from '../../ui/page.tsx';
import { Percent } from '../../ui/percent.tsx';
import { LightMark } from '../../ui/task-marks.tsx';
import { COUNTED_ANSWERS } from '../../ui/task-status.ts';
import { UnitName } from '../../ui/unit-name.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './overview.module.css';
import { plansInForceQuery } from './overview-operations.ts';

/** The plans that are being carried out, with how far each is and what is late in it. */
export function PlansInForce() {
  const { t } = useTranslation('overview');
  const words = useWords();
  const [answer, ask] = useQuery({ query: plansInForceQuery });
  return (
    <Panel title={t('plans.title')} flush aside={<Link to="/plans">{t('plans.all')}</Link>}>
      <div className={classes.padIfLoading}>
        <Loaded answer={answer} onRetry={() => ask({ requestPolicy: 'network-only' })} lines={5}>
          {({ plans }) =>
            plans.edges.length === 0 ? (
              <Nothing>{t('plans.nothing')}</Nothing>
            ) : (
              <ul className={classes.rows}>
                {plans.edges.map(({ node: plan }) => {
                  const late = plan.progress.byLight.find(({ light }) => light === 'RED')?.count ?? 0;
                  return (
                    <li key={plan.id} className={classes.row}>
                      <div className={classes.rowWords}>
                        <Link to="/plans/$planId" params={{ planId: plan.id }} className={classes.rowLink}>
                          {words(plan.title, plan.titleEnglish)}
                        </Link>
                        <span className={classes.soft}>
                          {plan.number ?? t('plans.noNumber', { year: plan.year })}
                          {' · '}
                          <UnitName unit={plan.issuingUnit} />
                          {' · '}
                          {t('plans.tasks', {
                            count: plan.progress.taskCount,
                            shown: formatNumber(plan.progress.taskCount),
                          })}
                        </span>
                      </div>
                      {late > 0 && (
                        <Link
                          to="/tasks"
                          search={{ plan: plan.id, light: 'RED', answer: COUNTED_ANSWERS }}
                          className={classes.lightLink}
                        >
                          <LightMark light="RED" />
                          {formatNumber(late)}
                        </Link>
                      )}
                      <span className={classes.rowPercent}>
                        <Percent
                          value={plan.progress.percent}
                          label={t('percentOf', { code: plan.number ?? plan.year })}
                        />
                      </span>
                    </li>
                  );
                })}
              </ul>
            )
          }
        </Loaded>
      </div>
    </Panel>
  );
}
