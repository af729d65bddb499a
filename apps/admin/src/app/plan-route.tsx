import { getRouteApi } from '@tanstack/react-router';
import { HistoryOf } from '../features/history/history-of.tsx';
import { PlanPage } from '../features/plan/plan-page.tsx';
import { lazyNamed } from '../ui/lazy-named.ts';

const AddTaskDialog = lazyNamed(() => import('../features/task/add-task-dialog.tsx'), 'AddTaskDialog');
const route = getRouteApi('/frame/plans/$planId');

/** Where a plan meets its history and the tasks that are written into it. */
export function PlanRoute() {
  const { planId } = route.useParams();
  return (
    <PlanPage
      key={planId}
      planId={planId}
      slots={{
        history: ({ id, revision }) => <HistoryOf noun="plan" id={id} revision={revision} />,
        addTask: (where) => <AddTaskDialog {...where} />,
      }}
    />
  );
}
