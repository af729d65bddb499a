import { getRouteApi } from '@tanstack/react-router';
import { HistoryOf } from '../features/history/history-of.tsx';
import { UnitPage } from '../features/organisation/unit-page.tsx';

const route = getRouteApi('/frame/organisation/$unitId');

/** Where a unit meets its history. */
export function UnitRoute() {
  const { unitId } = route.useParams();
  return (
    <UnitPage
      key={unitId}
      unitId={unitId}
      history={({ id, revision }) => <HistoryOf noun="unit" id={id} revision={revision} />}
    />
  );
}
