import { SegmentedControl } from '@mantine/core';
import { useThrottledCallback } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSubscription } from 'urql';
import { useMoment } from '../../../platform/moment.tsx';
import { PageHead } from '../../../ui/page.tsx';
import { taskChangedInList } from '../task-operations.ts';
import { TaskBoard } from './task-board.tsx';
import { TaskFilters } from './task-filters.tsx';
import type { TaskListSearch } from './task-list-search.ts';
import { TaskTable } from './task-table.tsx';

const route = getRouteApi('/frame/tasks');

/** A change may bring a task into the list or take it out: the list is asked again, but not more often than this. */
const askAgainMsMin = 2_000;

/** All tasks as a table or as a board. Everything chosen stands in the address. */
export function TaskListPage() {
  const { t } = useTranslation('task');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const moment = useMoment();
  const board = search.view === 'board';
  const asked = useDeferredValue(search);
  const [news, setNews] = useState(0);
  const countOn = useThrottledCallback(() => setNews((before) => before + 1), askAgainMsMin);
  useSubscription({ query: taskChangedInList, pause: moment.readOnly }, (_before, now) => {
    countOn();
    return now;
  });

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
      {board ? (
        <TaskBoard search={asked} news={news} />
      ) : (
        <TaskTable search={asked} news={news} onChange={change} />
      )}
    </>
  );
}
