import { getRouteApi } from '@tanstack/react-router';
import { TaskCoordinations } from '../features/coordination/task-coordinations.tsx';
import { HistoryOf } from '../features/history/history-of.tsx';
import { TaskPage } from '../features/task/page/task-page.tsx';

const route = getRouteApi('/frame/tasks/$taskId');

/** Where a task meets its history and its coordinations. */
export function TaskRoute() {
  const { taskId } = route.useParams();
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <TaskPage
      key={taskId}
      taskId={taskId}
      tab={tab}
      onTab={(next) =>
        void navigate({ search: (old) => ({ ...old, tab: next }), replace: true, resetScroll: false })
      }
      history={({ id, revision }) => <HistoryOf noun="task" id={id} revision={revision} />}
      coordinations={(id) => <TaskCoordinations taskId={id} />}
    />
  );
}
