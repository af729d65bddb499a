import type { EventLog } from '../log/event-log.ts';
import { isHeld, type ResolvedRecord } from '../log/links.ts';
import type { StoredRecord } from '../log/record.ts';
import { verdicts } from './filter.ts';

/**
 * A stream that nobody writes: links to all events of a category (`$ce-task`: the streams whose names begin with
 * `task-`) or of an event type (`$et-TaskAssigned`), computed from `$all` when it is read. Its revisions are the
 * positions of the events that it points at, so they rise but have gaps.
 */
export type VirtualStream = {
  name: string;
  exists(): boolean;
  has(record: StoredRecord): boolean;
};

const categoryPrefix = '$ce-';
const typePrefix = '$et-';

export function isVirtual(name: string): boolean {
  return name.startsWith(categoryPrefix) || name.startsWith(typePrefix);
}

/** The virtual stream of that name, or null when the name is an ordinary one. */
export function virtualStream(log: EventLog, name: string): VirtualStream | null {
  if (name.startsWith(categoryPrefix)) return ofCategory(log, name, name.slice(categoryPrefix.length));
  if (name.startsWith(typePrefix)) return ofType(log, name, name.slice(typePrefix.length));
  return null;
}

/** As a reader gets an event of a virtual stream: the link, and the event behind it when links are resolved. */
export function linkedFrom(
  log: EventLog,
  virtual: VirtualStream,
  row: StoredRecord,
  resolveLinks: boolean,
): ResolvedRecord {
  const link = log.linkTo(row, virtual.name);
  const { position } = row;
  if (!resolveLinks) return { event: link, link: null, position };
  const stream = log.streams.state(log.streamNames.nameOf(row.stream));
  return { event: isHeld(stream, row) ? row : null, link, position };
}

/** The node's own streams (`$…`) are in no category and no type, as in EventStoreDB. */
function ofCategory(log: EventLog, name: string, category: string): VirtualStream {
  const belongs = (stream: string) => categoryOf(stream) === category;
  const has = verdicts(log.streamNames, ({ stream }) => stream, belongs);
  const isOne = categoryOf(`${category}-`) === category;
  return { name, has, exists: () => isOne && log.streamNames.someStartsWith(`${category}-`) };
}

function ofType(log: EventLog, name: string, type: string): VirtualStream {
  const isOwn = verdicts(
    log.streamNames,
    ({ stream }) => stream,
    (stream) => stream.startsWith('$'),
  );
  const has = (record: StoredRecord) => record.type === log.typeNames.find(type) && !isOwn(record);
  return { name, has, exists: () => log.typeNames.find(type) !== undefined };
}

/** What stands before the first dash; streams without one, and the node's own, have no category. */
function categoryOf(stream: string): string | null {
  const dash = stream.indexOf('-');
  return dash <= 0 || stream.startsWith('$') ? null : stream.slice(0, dash);
}
