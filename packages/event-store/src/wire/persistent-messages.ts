import type { Message } from '../subscriptions/persistent/ledger.ts';
import {
  allStream,
  type ConsumerStrategy,
  faultOfNew,
  type GroupKey,
  type GroupSettings,
  type StartFrom,
} from '../subscriptions/persistent/settings.ts';
import { type PersistentMessages, persistent } from './generated.ts';
import { checkStreamName, readUuid, streamNameOf } from './identifiers.ts';
import { MalformedMessage, ProtobufReader, ProtobufWriter } from './protobuf.ts';
import { withStructuredId } from './recorded-event.ts';
import { invalidArgument } from './status.ts';

type CreateReq = InstanceType<PersistentMessages['CreateReq']>;
type UpdateReq = InstanceType<PersistentMessages['UpdateReq']>;
type Settings =
  | InstanceType<PersistentMessages['CreateReq']['Settings']>
  | InstanceType<PersistentMessages['UpdateReq']['Settings']>;
type Named = { getStreamName_asU8(): Uint8Array };

/** The generated parser's own errors become the caller's: the message is malformed. */
export function parseGenerated<T>(
  message: { deserializeBinary(bytes: Uint8Array): T },
  bytes: Uint8Array,
): T {
  try {
    return message.deserializeBinary(bytes);
  } catch (error) {
    throw new MalformedMessage(error instanceof Error ? error.message : String(error));
  }
}

const groupNameBytesMax = 1024;

/** The key of a group, from a request's stream identifier (or `$all`) and group name. */
export function keyOf(stream: Named | undefined, isAll: boolean, group: string): GroupKey {
  if (group === '') throw invalidArgument('The group name is missing.');
  if (Buffer.byteLength(group) > groupNameBytesMax) {
    throw invalidArgument(`The group name is longer than ${groupNameBytesMax} bytes.`);
  }
  if (isAll) return { stream: allStream, group };
  if (stream === undefined) throw invalidArgument('The request names neither a stream nor $all.');
  return { stream: checkStreamName(streamNameOf(stream.getStreamName_asU8())), group };
}

/** Which group a request to create or update one is about. */
export function keyIn(request: CreateReq | UpdateReq): GroupKey {
  const { options } = partsOf(request);
  const identifier = options.getStream()?.getStreamIdentifier() ?? options.getStreamIdentifier();
  return keyOf(identifier, options.getAll() !== undefined, options.getGroupName());
}

/** The settings that a request to create or update a group asks for. `lastPosition` is the log's end. */
export function decodeSettings(request: CreateReq | UpdateReq, lastPosition: number): GroupSettings {
  const { options, wire } = partsOf(request);
  const all = options.getAll();
  const filter = all !== undefined && 'getFilter' in all ? decodeFilter(all.getFilter()) : null;
  const startFrom =
    all !== undefined ? startInAll(all, lastPosition) : startInStream(options.getStream(), wire);
  const settings = { ...decodeCounts(wire), startFrom, filter, firstOrder: 0, strategy: strategyOf(wire) };
  const fault = faultOfNew(settings);
  if (fault !== null) throw invalidArgument(fault);
  return settings;
}

function partsOf(request: CreateReq | UpdateReq) {
  const options = request.getOptions();
  const wire = options?.getSettings();
  if (options === undefined || wire === undefined) throw invalidArgument('The request has no settings.');
  return { options, wire };
}

function decodeCounts(
  wire: Settings,
): Omit<GroupSettings, 'startFrom' | 'filter' | 'firstOrder' | 'strategy'> {
  return {
    resolveLinks: wire.getResolveLinks(),
    extraStatistics: wire.getExtraStatistics(),
    maxRetryCount: wire.getMaxRetryCount(),
    minCheckpointCount: wire.getMinCheckpointCount(),
    maxCheckpointCount: Math.max(1, wire.getMaxCheckpointCount()),
    maxSubscriberCount: wire.getMaxSubscriberCount(),
    liveBufferSize: wire.getLiveBufferSize(),
    readBatchSize: wire.getReadBatchSize(),
    historyBufferSize: wire.getHistoryBufferSize(),
    messageTimeoutMs: timeoutMs(
      'Message timeout',
      wire.hasMessageTimeoutTicks() ? wire.getMessageTimeoutTicks() : null,
      wire.getMessageTimeoutMs(),
    ),
    checkpointAfterMs: timeoutMs(
      'Checkpoint after',
      wire.hasCheckpointAfterTicks() ? wire.getCheckpointAfterTicks() : null,
      wire.getCheckpointAfterMs(),
    ),
  };
}

const ticksPerMs = 10_000;
/** A timer waits no longer, and reports carry 32 bits: 24 days. */
const timeoutMsMax = 2 ** 31 - 1;

/** Whole milliseconds; a part of one is one, because 0 means that there is no timeout. `ticks` go before `ms`. */
function timeoutMs(what: string, ticks: string | number | null, ms: number): number {
  const given = ticks === null ? ms : Number(ticks) / ticksPerMs;
  if (given >= 0 && given <= timeoutMsMax) return Math.ceil(given);
  throw invalidArgument(`${what} must be from 0 to ${timeoutMsMax} ms, it is ${given} ms.`);
}

const strategies: readonly ConsumerStrategy[] = ['DispatchToSingle', 'RoundRobin', 'Pinned'];

function strategyOf(wire: Settings): ConsumerStrategy {
  const name = 'getConsumerStrategy' in wire ? wire.getConsumerStrategy() : '';
  if (name === '') return strategies[wire.getNamedConsumerStrategy()] ?? 'RoundRobin';
  const known = [...strategies, 'PinnedByCorrelation' as const].find((strategy) => strategy === name);
  if (known === undefined) throw invalidArgument(`Consumer strategy ${name.slice(0, 64)} does not exist.`);
  return known;
}

type WireStart = { hasStart(): boolean; hasEnd(): boolean };
type WirePosition = { getCommitPosition(): string; getPreparePosition(): string };
type WireAll = WireStart & { getPosition(): WirePosition | undefined };

/** Both positions of "the end" are the highest unsigned number. */
const endPosition = 2n ** 64n - 1n;

function startInAll(all: WireAll, lastPosition: number): StartFrom {
  const position = all.getPosition();
  if (position === undefined) return all.hasEnd() ? 'end' : 'start';
  const [commit, prepare] = [BigInt(position.getCommitPosition()), BigInt(position.getPreparePosition())];
  if (commit === endPosition && prepare === endPosition) return 'end';
  if (prepare > commit) {
    throw invalidStart('prepare position must be less than or equal to the commit position.');
  }
  if (commit > lastPosition) {
    throw invalidStart(
      'commit position must be less than or equal to the last commit position in the transaction file.',
    );
  }
  return commit === 0n ? 'start' : Number(commit);
}

/** In EventStoreDB's words, as operators look them up. */
function invalidStart(rule: string): Error {
  return invalidArgument(`Invalid Start From position: ${rule}`);
}

function startInStream(
  stream: (WireStart & { hasRevision(): boolean; getRevision(): string }) | undefined,
  wire: Settings,
): StartFrom {
  if (stream === undefined) return orderOf(wire.getRevision());
  if (stream.hasRevision()) return orderOf(stream.getRevision());
  return stream.hasEnd() ? 'end' : 'start';
}

/** Old clients write "the end" as the highest unsigned number; a place beyond 2^53 is never reached either. */
function orderOf(text: string): StartFrom {
  const order = Number(text);
  if (order === 0) return 'start';
  return order >= Number.MAX_SAFE_INTEGER ? 'end' : order;
}

type WireFilter = InstanceType<PersistentMessages['CreateReq']['AllOptions']['FilterOptions']>;

function decodeFilter(filter: WireFilter | undefined): GroupSettings['filter'] {
  if (filter === undefined) return null;
  const expression = filter.getStreamIdentifier() ?? filter.getEventType();
  if (expression === undefined) return null;
  return {
    on: filter.hasStreamIdentifier() ? 'stream' : 'type',
    regex: expression.getRegex(),
    prefixes: expression.getPrefixList(),
    windowMax: filter.hasMax() ? filter.getMax() : null,
    checkpointMultiplier: filter.getCheckpointintervalmultiplier(),
  };
}

/** What a connected consumer sends: first where it connects, then its answers. */
export type ConsumerMessage =
  | { kind: 'connect'; key: GroupKey; bufferSize: number; structuredIds: boolean }
  | { kind: 'ack'; ids: string[] }
  | { kind: 'nack'; ids: string[]; action: 'park' | 'retry' | 'skip' | 'stop'; reason: string };

export function decodeConsumerMessage(bytes: Buffer): ConsumerMessage {
  const reader = new ProtobufReader(bytes);
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field === 1) return decodeConnect(bytes);
    if (field === 2) return { kind: 'ack', ids: decodeAnswer(reader.message()).ids };
    if (field === 3) return { kind: 'nack', ...decodeAnswer(reader.message()) };
    reader.skip();
  }
  throw invalidArgument('The message is neither a connection nor an answer.');
}

function decodeConnect(bytes: Buffer): ConsumerMessage {
  const options = parseGenerated(persistent().ReadReq, bytes).getOptions();
  if (options === undefined) throw invalidArgument('The request has no options.');
  return {
    kind: 'connect',
    key: keyOf(options.getStreamIdentifier(), options.hasAll(), options.getGroupName()),
    bufferSize: options.getBufferSize(),
    structuredIds: options.getUuidOption()?.hasStructured() ?? false,
  };
}

const actions = ['retry', 'park', 'retry', 'skip', 'stop'] as const;

function decodeAnswer(reader: ProtobufReader): {
  ids: string[];
  action: (typeof actions)[number];
  reason: string;
} {
  const answer = { ids: [] as string[], action: actions[0] as (typeof actions)[number], reason: '' };
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field === 2) answer.ids.push(readUuid(reader.message()));
    else if (field === 3) answer.action = actions[reader.varint()] ?? 'retry';
    else if (field === 4) answer.reason = reader.text();
    else reader.skip();
  }
  return answer;
}

const outer = new ProtobufWriter();
const inner = new ProtobufWriter();

/** A `ReadResp` with an event; the stored bytes are copied as they are. */
export function encodeDelivery({ resolved, retryCount }: Message, structuredIds: boolean): Buffer {
  const bytes = (record: Uint8Array) => (structuredIds ? withStructuredId(record) : record);
  if (resolved.event !== null) inner.bytes(1, bytes(resolved.event.record));
  if (resolved.link !== null) inner.bytes(2, bytes(resolved.link.record));
  inner.number(3, resolved.position).number(5, retryCount);
  return outer.bytes(1, inner.finish()).finish();
}

export function encodeConsumerConfirmation(subscriptionId: string): Buffer {
  return outer.bytes(2, inner.text(1, subscriptionId).finish()).finish();
}
