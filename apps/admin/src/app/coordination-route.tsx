import { getRouteApi } from '@tanstack/react-router';
import { CoordinationPage } from '../features/coordination/coordination-page.tsx';

const route = getRouteApi('/frame/coordination/$coordinationId');

export function CoordinationRoute() {
  const { coordinationId } = route.useParams();
  return <CoordinationPage coordinationId={coordinationId} />;
}
