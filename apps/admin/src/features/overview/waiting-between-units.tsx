import { IconArrowRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { formatNumber } from '../../platform/format.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Nothing, Panel } from '../../ui/page.tsx';
import { Since } from '../../ui/since.tsx';
import { UnitName } from '../../ui/unit-name.tsx';
import classes from './overview.module.css';
import { waitingEdgesQuery } from './overview-operations.ts';

const edgesMax = 12;

/** Who waits on whom over all plans: one line for each pair, the longest wait first. */
export function WaitingBetweenUnits() {
  const { t } = useTranslation('overview');
  const [answer, ask] = useQuery({ query: waitingEdgesQuery, variables: { first: edgesMax } });
  return (
    <Panel title={t('edges.title')} flush>
      <div className={classes.padIfLoading}>
        <Loaded answer={answer} onRetry={() => ask({ requestPolicy: 'network-only' })} lines={6}>
          {({ waitingEdges }) =>
            waitingEdges.length === 0 ? (
              <Nothing>{t('edges.nothing')}</Nothing>
            ) : (
              <ul className={classes.rows}>
                {waitingEdges.map((edge) => (
                  <li key={`${edge.waitingUnit.id} ${edge.actingUnit.id}`} className={classes.row}>
                    <Link to="/coordination" search={{ unit: edge.actingUnit.id }} className={classes.edge}>
                      <UnitName unit={edge.waitingUnit} />
                      <IconArrowRight size={14} aria-hidden />
                      <span className="visually-hidden">{t('edges.waitsFor')}</span>
                      <UnitName unit={edge.actingUnit} />
                    </Link>
                    <span className={classes.soft}>
                      {t('edges.count', { count: edge.count, shown: formatNumber(edge.count) })}
                    </span>
                    <Since instant={edge.oldestSince} />
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </div>
    </Panel>
  );
}
