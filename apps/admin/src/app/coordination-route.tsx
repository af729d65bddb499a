import { getRouteApi } from '@tanstack/react-router';
import { CoordinationPage } from '../features/coordination/coordination-page.tsx';
import { HistoryOf } from '../features/history/history-of.tsx';

const route = getRouteApi('/frame/coordination/$coordinationId');

export function CoordinationRoute() {
  const { coordinationId } = route.useParams();
  return (
    <CoordinationPage
      key={coordinationId}
      coordinationId={coordinationId}
      history={({ id, revision }) => <HistoryOf noun="coordination" id={id} revision={revision} />}
    />
  );
}
