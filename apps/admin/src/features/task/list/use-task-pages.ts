import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useClient } from 'urql';
import { filterOf, sortOf, type TaskListSearch } from './task-list-search.ts';
import { openTaskPages } from './task-pages.ts';
import { useNews } from './use-news.ts';

/** The tasks that the address asks for, read as far as somebody scrolls, and again when `news` counts on. */
export function useTaskPages(search: TaskListSearch, news: number) {
  const client = useClient();
  const filter = JSON.stringify(filterOf(search));
  const sort = JSON.stringify(sortOf(search));
  const pages = useMemo(
    () => openTaskPages(client, JSON.parse(filter), JSON.parse(sort)),
    [client, filter, sort],
  );
  useEffect(() => {
    pages.open();
    return () => pages.close();
  }, [pages]);
  useNews(news, () => void pages.askAgain());
  const state = useSyncExternalStore(pages.subscribe, pages.state);
  // While the first page of a new question is on its way, the last answer stays in sight.
  const lastAnswer = useRef(state);
  if (state.total !== null || state.error) lastAnswer.current = state;
  return { ...lastAnswer.current, fetching: state.fetching, see: pages.see, retry: pages.retry };
}
