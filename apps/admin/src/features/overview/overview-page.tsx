import { SegmentedControl } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSubscription } from 'urql';
import { formatDate } from '../../platform/format.ts';
import { useMoment } from '../../platform/moment.tsx';
import { useViewer } from '../../platform/session.ts';
import { PageHead } from '../../ui/page.tsx';
import { useWords } from '../../ui/use-words.ts';
import { DueNext } from './due-next.tsx';
import classes from './overview.module.css';
import { coordinationChangedForOverview, taskChangedForOverview } from './overview-operations.ts';
import { PlansInForce } from './plans-in-force.tsx';
import { StatusTiles } from './status-tiles.tsx';
import { WaitingBetweenUnits } from './waiting-between-units.tsx';
import { WaitingWithUnit } from './waiting-with-unit.tsx';
import { WeeksAhead } from './weeks-ahead-chart.tsx';

const route = getRouteApi('/frame/');

/** What presses today: for the viewer's unit, or for everybody. */
export function OverviewPage() {
  const { t, i18n } = useTranslation('overview');
  const words = useWords();
  const moment = useMoment();
  const { unit, role } = useViewer();
  const navigate = route.useNavigate();
  const { scope } = route.useSearch();
  const byDefault = unit !== null && (role === 'OFFICER' || role === 'LEADER') ? 'unit' : 'all';
  const shown = unit === null ? 'all' : scope === 'unit' || scope === 'all' ? scope : byDefault;
  const unitId = shown === 'unit' && unit !== null ? unit.id : null;
  useSubscription({ query: taskChangedForOverview, pause: moment.readOnly });
  useSubscription({ query: coordinationChangedForOverview, pause: moment.readOnly });

  return (
    <>
      <PageHead
        title={unitId !== null && unit ? words(unit.name, unit.nameEnglish) : t('titleAll')}
        windowTitle={t('title')}
        above={t('day', { weekday: weekdayOf(moment.today, i18n.language), date: formatDate(moment.today) })}
        actions={
          unit && (
            <SegmentedControl
              aria-label={t('scope.label')}
              size="xs"
              value={shown}
              onChange={(value) =>
                void navigate({ search: (old) => ({ ...old, scope: value }), replace: true })
              }
              data={[
                { value: 'unit', label: t('scope.unit') },
                { value: 'all', label: t('scope.all') },
              ]}
            />
          )
        }
      />
      <div className={classes.page}>
        <StatusTiles unitId={unitId} />
        <div className={classes.columns}>
          <div className={classes.column}>
            <DueNext unitId={unitId} />
            <div className={classes.later}>
              <PlansInForce />
            </div>
          </div>
          <div className={classes.column}>
            {unitId === null ? <WaitingBetweenUnits /> : <WaitingWithUnit unitId={unitId} />}
            <div className={classes.later}>
              <WeeksAhead unitId={unitId} />
            </div>
          </div>
        </div>
      </div>
    </>
  );
}

function weekdayOf(day: string, language: string): string {
  const locale = language === 'en' ? 'en-GB' : 'vi-VN';
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
