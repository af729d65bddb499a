import type { ResolvedRecord } from '../../log/links.ts';
import { FilterError } from '../../subscriptions/filter-error.ts';
import type { Consumer, ConsumerPort } from '../../subscriptions/persistent/consumer.ts';
import type { Group } from '../../subscriptions/persistent/group.ts';
import type { Groups } from '../../subscriptions/persistent/groups.ts';
import type { Message } from '../../subscriptions/persistent/ledger.ts';
import { allStream, type GroupKey } from '../../subscriptions/persistent/settings.ts';
import type { Guard } from '../access.ts';
import type { Call } from '../call.ts';
import { persistent } from '../generated.ts';
import { checkStreamName, streamNameOf } from '../identifiers.ts';
import {
  type ConsumerMessage,
  decodeConsumerMessage,
  decodeSettings,
  encodeConsumerConfirmation,
  encodeDelivery,
  keyIn,
  keyOf,
  parseGenerated,
} from '../persistent-messages.ts';
import type { Handler } from '../server.ts';
import { GrpcError, invalidArgument, StatusCode, type Trailers } from '../status.ts';
import { unary } from '../unary.ts';
import { encodeInfo } from './persistent-info.ts';

const answerBytesMax = 4 * 1024 * 1024;
const bufferSizeMax = 10_000;
const empty = new Uint8Array(0);

/** The methods of PersistentSubscriptions, by their names: operators manage groups; whoever has a name looks at them, and consumes what they may read. */
export function persistentHandlers(groups: Groups, guard: Guard): [method: string, handler: Handler][] {
  const operated = (handler: Handler) => after((call) => guard.operation(call), handler);
  const named = (handler: Handler) => after((call) => guard.named(call), handler);
  return [
    ['Create', operated(create(groups))],
    ['Update', operated(update(groups))],
    ['Delete', operated(remove(groups))],
    ['GetInfo', named(getInfo(groups))],
    ['List', named(list(groups))],
    ['ReplayParked', operated(replayParked(groups))],
    ['RestartSubsystem', operated(restart(groups))],
    ['Read', named(consume(groups, guard))],
  ];
}

function after(check: (call: Call) => void, handler: Handler): Handler {
  return (call) => {
    check(call);
    return handler(call);
  };
}

function create(groups: Groups): Handler {
  return unary(async (request) => {
    const wanted = parseGenerated(persistent().CreateReq, request);
    const key = manageable(keyIn(wanted), wanted.getOptions()?.hasAll());
    const create = () => groups.create(key, decodeSettings(wanted, groups.lastPosition));
    if (await usable(key, create)) return empty;
    throw groupError(StatusCode.alreadyExists, 'persistent-subscription-exists', key, 'exists.');
  });
}

function update(groups: Groups): Handler {
  return unary(async (request) => {
    const wanted = parseGenerated(persistent().UpdateReq, request);
    const key = manageable(keyIn(wanted), wanted.getOptions()?.hasAll());
    existing(groups, key);
    const update = () => groups.update(key, decodeSettings(wanted, groups.lastPosition));
    if (await usable(key, update)) return empty;
    throw doesNotExist(key);
  });
}

/** A group on `$all` is asked for as such; a stream of that name is none that a group could be on. */
function manageable(key: GroupKey, isAll = false): GroupKey {
  if (key.stream !== allStream || isAll) return key;
  throw failed(key, 'Persistent subscriptions to $all are only supported over gRPC through gRPC clients');
}

/** What is wrong with settings, or with the filter among them, is told together with the group that they are for. */
async function usable<T>(key: GroupKey, settle: () => Promise<T>): Promise<T> {
  try {
    return await settle();
  } catch (error) {
    const isRefusal = error instanceof GrpcError && error.code === StatusCode.invalidArgument;
    if (!isRefusal && !(error instanceof FilterError)) throw error;
    throw failed(key, error.message);
  }
}

/** Clients know it by its trailers; the code is EventStoreDB's own. */
function failed(key: GroupKey, reason: string): GrpcError {
  const what = `failed: '${reason}'`;
  return groupError(StatusCode.internal, 'persistent-subscription-failed', key, what, { reason });
}

function remove(groups: Groups): Handler {
  return unary(async (request) => {
    const options = required(parseGenerated(persistent().DeleteReq, request).getOptions());
    const named = keyOf(options.getStreamIdentifier(), options.hasAll(), options.getGroupName());
    const key = manageable(named, options.hasAll());
    if (await groups.delete(key)) return empty;
    throw doesNotExist(key);
  });
}

function getInfo(groups: Groups): Handler {
  return unary((request) => {
    const options = required(parseGenerated(persistent().GetInfoReq, request).getOptions());
    const key = keyOf(options.getStreamIdentifier(), options.hasAll(), options.getGroupName());
    const response = new (persistent().GetInfoResp)();
    response.setSubscriptionInfo(encodeInfo(existing(groups, key)));
    return response.serializeBinary();
  });
}

function list(groups: Groups): Handler {
  return unary((request) => {
    const options = required(parseGenerated(persistent().ListReq, request).getOptions());
    const wanted = options.getListForStream();
    const response = new (persistent().ListResp)();
    if (wanted === undefined) {
      response.setSubscriptionsList(groups.list().map(encodeInfo));
      return response.serializeBinary();
    }
    const name = wanted.getStream()?.getStreamName_asU8();
    const stream = wanted.hasAll() || name === undefined ? allStream : checkStreamName(streamNameOf(name));
    const found = groups.list().filter((group) => group.key.stream === stream);
    if (found.length === 0) throw doesNotExist({ stream, group: '' });
    response.setSubscriptionsList(found.map(encodeInfo));
    return response.serializeBinary();
  });
}

function replayParked(groups: Groups): Handler {
  return unary((request) => {
    const options = required(parseGenerated(persistent().ReplayParkedReq, request).getOptions());
    const key = keyOf(options.getStreamIdentifier(), options.hasAll(), options.getGroupName());
    const stopAt = options.hasStopAt() ? Number(options.getStopAt()) : null;
    if (stopAt !== null && !(stopAt >= 0)) {
      throw failed(key, 'Cannot stop replaying parked message at a negative version.');
    }
    existing(groups, key).replayParked(stopAt);
    return empty;
  });
}

function restart(groups: Groups): Handler {
  return unary(() => {
    groups.restart();
    return empty;
  });
}

/** PersistentSubscriptions.Read: deliveries go out, answers come in, until either side ends it. */
function consume(groups: Groups, guard: Guard): Handler {
  return (call) => {
    let connected: { group: Group; consumer: Consumer } | null = null;
    const onMessage = (bytes: Buffer) => {
      const message = decodeConsumerMessage(bytes);
      if (message.kind === 'connect') {
        if (connected !== null) throw invalidArgument('The call is connected to a group already.');
        guard.stream(call, 'read', message.key.stream);
        connected = connect(groups, call, message, guard);
      } else if (connected === null) throw invalidArgument('The first message must name the group.');
      else if (message.kind === 'ack') connected.group.ack(connected.consumer, message.ids);
      else connected.group.nack(connected.consumer, message.ids, message.action, message.reason);
    };
    call.receive(answerBytesMax, onMessage, () => call.end());
  };
}

function connect(
  groups: Groups,
  call: Call,
  message: Extract<ConsumerMessage, { kind: 'connect' }>,
  guard: Guard,
): { group: Group; consumer: Consumer } {
  const { key, bufferSize, structuredIds } = message;
  const group = existing(groups, key);
  if (bufferSize < 1 || bufferSize > bufferSizeMax) {
    throw invalidArgument(`The buffer size must be between 1 and ${bufferSizeMax}.`);
  }
  if (group.full) {
    const code = StatusCode.failedPrecondition;
    throw groupError(code, 'maximum-subscribers-reached', key, 'has its maximum of subscribers.');
  }
  call.send(encodeConsumerConfirmation(`${key.stream}::${key.group}`));
  const name = call.headers['connection-name'];
  const identity = {
    from: call.peer,
    username: guard.nameOf(call),
    connectionName: typeof name === 'string' ? name : '<unknown>',
  };
  const seen = seenBy(guard, call, group);
  const deliver = (message: Message) =>
    call.send(encodeDelivery({ ...message, resolved: seen(message) }, structuredIds));
  const consumer = group.connect(
    portOf(call, key, deliver, () => group.ready()),
    identity,
    bufferSize,
  );
  call.onClose(() => group.disconnect(consumer));
  return { group, consumer };
}

/**
 * How the consumer gets a message. Nobody is led by a link to what they may not read; but what is replayed to a group on
 * `$all`, or to one that follows no links, stands in the group's own source: only the parked link led to it.
 */
function seenBy(guard: Guard, call: Call, { key, settings }: Group): (message: Message) => ResolvedRecord {
  const followed = guard.followed(call);
  const isDirect = key.stream === allStream || !settings.resolveLinks;
  return ({ resolved, parkedRevision }) =>
    isDirect && parkedRevision !== null ? resolved : followed(resolved);
}

function portOf(
  call: Call,
  key: GroupKey,
  deliver: ConsumerPort['deliver'],
  ready: () => void,
): ConsumerPort {
  let waiting = false;
  const writable = () => {
    if (!call.congested) return true;
    if (!waiting) {
      waiting = true;
      call.drained().then(() => {
        waiting = false;
        ready();
      });
    }
    return false;
  };
  return {
    writable,
    deliver,
    drop: (reason) => {
      if (reason === 'stopped') call.end();
      else if (reason instanceof Error) call.fail(reason);
      else
        call.fail(groupError(StatusCode.cancelled, 'persistent-subscription-dropped', key, 'was dropped.'));
    },
  };
}

function existing(groups: Groups, key: GroupKey): Group {
  const group = groups.find(key);
  if (group === undefined) throw doesNotExist(key);
  return group;
}

function doesNotExist(key: GroupKey): GrpcError {
  return groupError(StatusCode.notFound, 'persistent-subscription-does-not-exist', key, 'does not exist.');
}

function groupError(
  code: number,
  exception: string,
  { stream, group }: GroupKey,
  what: string,
  others: Trailers = {},
): GrpcError {
  return new GrpcError(code, `Subscription group ${group} on stream ${stream} ${what}`, {
    exception,
    'stream-name': stream,
    'group-name': group,
    ...others,
  });
}

function required<T>(options: T | undefined): T {
  if (options === undefined) throw invalidArgument('The request has no options.');
  return options;
}
