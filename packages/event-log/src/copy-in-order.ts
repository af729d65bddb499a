import type { StoredEvent, StreamStore } from './stream-store.ts';

/** Appends under way at the same time while copying. */
const copyAppendsInFlightMax = 256;
/** Events in one append while copying; well below the megabyte that a store takes at once. */
const copyAppendEventsMax = 200;

/**
 * Appends events of another log, unchanged and in their order: neighbours of one stream in one append, many
 * appends under way at once. Copying the same events again writes nothing.
 * @param events in commit order, each stream going on where the target's stands
 * @returns the position of the last event copied; null without events
 * @throws WrongExpectedRevision when a stream of the target stands elsewhere; events before it may be copied
 */
export async function copyInOrder(
  events: readonly StoredEvent[],
  store: Pick<StreamStore, 'append'>,
): Promise<bigint | null> {
  const [first, ...runs] = runsOf(events);
  if (first === undefined) return null;
  // Alone, since it opens the client's call on which the others then keep their order.
  let last = await appendRun(first, store);
  for (let from = 0; from < runs.length; from += copyAppendsInFlightMax) {
    const sent = runs.slice(from, from + copyAppendsInFlightMax).map((run) => appendRun(run, store));
    last = (await Promise.all(sent)).at(-1) ?? last;
  }
  return last;
}

/** Neighbours of one stream, never empty. */
type Run = [StoredEvent, ...StoredEvent[]];

function runsOf(events: readonly StoredEvent[]): Run[] {
  const runs: Run[] = [];
  for (const event of events) {
    const run = runs.at(-1);
    if (run !== undefined && run[0].stream === event.stream && run.length < copyAppendEventsMax)
      run.push(event);
    else runs.push([event]);
  }
  return runs;
}

async function appendRun(run: Run, store: Pick<StreamStore, 'append'>): Promise<bigint> {
  const [{ stream, revision }] = run;
  const encoded = run.map(({ id, type, data, metadata }) => ({ id, type, data, metadata }));
  const { position } = await store.append(stream, revision - 1, encoded);
  return position;
}
