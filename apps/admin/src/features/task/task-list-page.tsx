import { SegmentedControl } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { useSubscription } from 'urql';
import { useMoment } from '../../platform/moment.tsx';
import { PageHead } from '../../ui/page.tsx';
import { TaskBoard } from './task-board.tsx';
import { TaskFilters } from './task-filters.tsx';
import type { TaskListSearch } from './task-list-search.ts';
import { taskChangedInList } from './task-operations.ts';
import { TaskTable } from './task-table.tsx';

const route = getRouteApi('/frame/tasks');

/** All tasks as a table or as a board. Everything chosen stands in the address. */
export function TaskListPage() {
  const { t } = useTranslation('task');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const moment = useMoment();
  const board = search.view === 'board';
  const asked = useDeferredValue(search);
  useSubscription({ query: taskChangedInList, pause: moment.readOnly });

  function change(part: Partial<TaskListSearch>): void {
    void navigate({ search: (old) => ({ ...old, ...part }), replace: true, resetScroll: false });
  }

  return (
    <>
      <PageHead
        title={t('list.title')}
        actions={
          <SegmentedControl
            aria-label={t('list.view')}
            size="xs"
            value={board ? 'board' : 'table'}
            onChange={(view) => change({ view: view === 'board' ? 'board' : undefined })}
            data={[
              { value: 'table', label: t('list.table') },
              { value: 'board', label: t('list.board') },
            ]}
          />
        }
      />
      <TaskFilters search={search} onChange={change} withStatus={!board} />
      {board ? <TaskBoard search={asked} /> : <TaskTable search={asked} onChange={change} />}
    </>
  );
}
