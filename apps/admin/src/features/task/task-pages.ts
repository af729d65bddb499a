import type { Client, CombinedError } from 'urql';
import type { VariablesOf } from '../../platform/graphql.ts';
import type { TaskFilter, TaskSort } from './task-list-search.ts';
import { type TaskRow, taskPageQuery } from './task-operations.ts';

export interface TaskPagesState {
  /** The rows read so far, in order; the list is `total` long. */
  readonly rows: readonly TaskRow[];
  readonly total: number | null;
  readonly fetching: boolean;
  readonly error: CombinedError | undefined;
}

const firstPageSize = 100;
const nextPageSizeMax = 200;
/** Of a list that somebody has read far into, only its beginning is asked again when tasks change. */
const pagesAskedAgainMax = 5;

interface Page {
  readonly variables: VariablesOf<typeof taskPageQuery>;
  rows: readonly TaskRow[];
  endCursor: string | null;
  close: () => void;
}

/**
 * The pages of one list, read one after another as far as somebody has looked. Each page stays subscribed to
 * the cache, so a change of one task redraws one page's rows and not ten thousand.
 */
export function openTaskPages(client: Client, filter: TaskFilter, sort: TaskSort) {
  const pages: Page[] = [];
  const listeners = new Set<() => void>();
  let state: TaskPagesState = { rows: [], total: null, fetching: true, error: undefined };
  let needed = 0;

  function publish(change: Partial<TaskPagesState>): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  function read(after: string | null): void {
    const place = pages.length;
    const first = place === 0 ? firstPageSize : nextPageSizeMax;
    publish({ fetching: true });
    const variables = { filter, sort, first, after };
    const page: Page = { variables, rows: [], endCursor: null, close: () => undefined };
    pages[place] = page;
    const subscription = client.query(taskPageQuery, variables).subscribe(({ data, error, stale }) => {
      if (pages[place] !== page) return;
      if (data === undefined) {
        if (error) publish({ error, fetching: false });
        return;
      }
      const { edges, pageInfo, totalCount } = data.tasks;
      const moved = page.endCursor !== null && page.endCursor !== (pageInfo.endCursor ?? null);
      page.rows = edges.map((edge) => edge.node);
      page.endCursor = pageInfo.endCursor ?? null;
      // What follows a page that ends elsewhere now was read from another place.
      if (moved) for (const later of pages.splice(place + 1)) later.close();
      publish({
        rows: pages.flatMap((one) => one.rows),
        total: totalCount,
        fetching: stale,
        error: undefined,
      });
      queueMicrotask(readOn);
    });
    page.close = subscription.unsubscribe;
  }

  function readOn(): void {
    const last = pages.at(-1);
    const complete = state.total !== null && state.rows.length >= state.total;
    if (complete || last === undefined || last.endCursor === null || state.rows.length > needed) return;
    read(last.endCursor);
  }

  return {
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: () => state,
    /** Somebody looks at this row: it and what comes soon after it are read. */
    need(index: number): void {
      needed = Math.max(needed, index);
      readOn();
    },
    open(): void {
      if (pages.length === 0) read(null);
    },
    /** Tasks may have come in or gone out. The pages hear of it through the cache. */
    async askAgain(): Promise<void> {
      for (const page of pages.slice(0, pagesAskedAgainMax)) {
        if (!pages.includes(page)) return;
        await client.query(taskPageQuery, page.variables, { requestPolicy: 'network-only' }).toPromise();
      }
    },
    retry(): void {
      for (const page of pages.splice(0)) page.close();
      read(null);
    },
    close(): void {
      for (const page of pages.splice(0)) page.close();
    },
  };
}
