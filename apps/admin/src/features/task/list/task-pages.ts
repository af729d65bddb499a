import type { Client, CombinedError, RequestPolicy } from 'urql';
import type { VariablesOf } from '../../../platform/graphql.ts';
import { type TaskRow, taskPageQuery } from '../task-operations.ts';
import type { TaskFilter, TaskSort } from './task-list-search.ts';

export interface TaskPagesState {
  /** The rows read so far, in order; the list is `total` long. */
  readonly rows: readonly TaskRow[];
  readonly total: number | null;
  readonly fetching: boolean;
  readonly error: CombinedError | undefined;
}

const pageRows = 100;
/** Rows of a page that lies before a place where somebody looks already: as many as the server gives at once. */
const pageRowsMax = 500;
/** So many rows behind the last one in sight are read before somebody gets there. */
const rowsAhead = 100;
/** Pages with rows so near to those in sight follow the cache; those further away are asked when they come near. */
const rowsAround = 200;

interface Page {
  readonly variables: VariablesOf<typeof taskPageQuery>;
  rows: readonly TaskRow[];
  endCursor: string | null;
  /** Ends following the cache; null while it does not. */
  close: (() => void) | null;
}

/**
 * The pages of one list, read one after another as far as somebody has looked. The pages in sight and around follow
 * the cache, so that a change of one task redraws one page's rows: all pages name the same units, and whatever is
 * read would have all of those that follow read anew.
 */
export function openTaskPages(client: Client, filter: TaskFilter, sort: TaskSort) {
  const pages: Page[] = [];
  const listeners = new Set<() => void>();
  let state: TaskPagesState = { rows: [], total: null, fetching: true, error: undefined };
  let firstSeen = 0;
  let lastSeen = 0;

  function publish(change: Partial<TaskPagesState>): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  function read(after: string | null): void {
    publish({ fetching: true });
    const behind = lastSeen - state.rows.length > pageRows;
    const variables = { filter, sort, first: behind ? pageRowsMax : pageRows, after };
    const page: Page = { variables, rows: [], endCursor: null, close: null };
    pages.push(page);
    follow(page);
  }

  function follow(page: Page, requestPolicy?: RequestPolicy): void {
    const place = pages.indexOf(page);
    const source = client.query(taskPageQuery, page.variables, { requestPolicy });
    const subscription = source.subscribe(({ data, error, stale }) => {
      if (pages[place] !== page) return;
      // An answer that failed holds null where the cache has nothing.
      if (data == null) {
        if (error) publish({ error, fetching: false });
        return;
      }
      const { edges, pageInfo, totalCount } = data.tasks;
      const moved = page.endCursor !== null && page.endCursor !== (pageInfo.endCursor ?? null);
      page.rows = edges.map((edge) => edge.node);
      page.endCursor = pageInfo.endCursor ?? null;
      // What follows a page that ends elsewhere now was read from another place.
      if (moved) for (const later of pages.splice(place + 1)) later.close?.();
      publish({
        rows: pages.flatMap((one) => one.rows),
        total: totalCount,
        fetching: stale,
        error: undefined,
      });
      queueMicrotask(() => {
        followWhatIsNear();
        readOn();
      });
    });
    page.close = subscription.unsubscribe;
  }

  function readOn(): void {
    const last = pages.at(-1);
    const complete = state.total !== null && state.rows.length >= state.total;
    const enough = state.rows.length > lastSeen + rowsAhead;
    if (complete || enough || last === undefined || last.endCursor === null) return;
    read(last.endCursor);
  }

  function followWhatIsNear(): void {
    let rowsBefore = 0;
    for (const [place, page] of [...pages.entries()]) {
      const start = rowsBefore;
      rowsBefore += page.rows.length;
      const near = rowsBefore > firstSeen - rowsAround && start <= lastSeen + rowsAround;
      if (near && page.close === null && pages[place] === page) follow(page, 'cache-first');
      if (near || page.endCursor === null) continue;
      page.close?.();
      page.close = null;
    }
  }

  return {
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: () => state,
    /** Somebody looks at these rows: they and what comes soon after them are read. */
    see(first: number, last: number): void {
      firstSeen = first;
      lastSeen = last;
      followWhatIsNear();
      readOn();
    },
    open(): void {
      if (pages.length === 0) read(null);
    },
    /** Tasks may have come in or gone out. The pages that follow the cache hear of it there. */
    async askAgain(): Promise<void> {
      for (const page of pages.filter(({ close }) => close !== null)) {
        if (!pages.includes(page)) return;
        await client.query(taskPageQuery, page.variables, { requestPolicy: 'network-only' }).toPromise();
      }
    },
    retry(): void {
      for (const page of pages.splice(0)) page.close?.();
      read(null);
    },
    close(): void {
      for (const page of pages.splice(0)) page.close?.();
    },
  };
}
