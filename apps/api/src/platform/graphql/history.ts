import type { EventDefinition, EventMetadata, RecordedEvent } from '@songhanh/domain/kernel';
import type { EventLog, NounRegistry } from '@songhanh/event-log';
import type { RequestContext } from './request-context.ts';

/** Token of `HistoryReader`. */
export const HISTORY = Symbol('HISTORY');

/** The history of one thing up to the moment of the request, earliest first; as `HistoryEntry` in the SDL. */
export type HistoryReader = (
  noun: string,
  id: string,
  context: RequestContext,
) => Promise<readonly HistoryEntry[]>;

export interface HistoryEntry {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly recordedAt: string;
  readonly storedAt: string;
  readonly actor: HistoryActor;
  readonly changes: readonly HistoryChange[];
  readonly reason: string | null;
  readonly commandId: string;
  readonly causationId: string;
  readonly correlationId: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface HistoryActor {
  readonly accountId: string;
  readonly office: { readonly id: string } | null;
  readonly unit: { readonly id: string } | null;
  readonly role: string;
}

export interface HistoryChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Events of one stream that one answer may hold; a longer history ends there. */
const historyEventsMax = 2_000;

export function createHistoryReader(log: EventLog, registry: NounRegistry): HistoryReader {
  return async (noun, id, { moment }) => {
    const events = await log.readStream(noun, id, 0, historyEventsMax);
    const held = events.filter(({ position }) => moment.position === null || position <= moment.position);
    return historyOf(held, (type) => registry.eventOfType(type)?.definition);
  };
}

/** Pure: what each event of a stream changed against the values that earlier events gave. */
export function historyOf(
  events: readonly RecordedEvent[],
  definitionOf: (type: string) => Pick<EventDefinition, 'personal' | 'part' | 'proposal'> | undefined,
): readonly HistoryEntry[] {
  const knownByPart = new Map<string, Map<string, unknown>>();
  const ofWhole = (field: string): unknown => knownByPart.get('')?.get(field);
  return events.map((recorded) => {
    const { personal = [], part = null, proposal = false } = definitionOf(recorded.event.type) ?? {};
    const said = recorded.event.data as Record<string, unknown>;
    const data = without(
      said,
      personal.map(({ field }) => field),
    );
    const key = part === null ? '' : `${part} ${String(said[part])}`;
    const known = knownByPart.get(key) ?? new Map<string, unknown>();
    knownByPart.set(key, known);
    // A part names its whole by ids; what else it says is its own, though the whole may say the same.
    const isOfWhole = (field: string) => part !== null && (proposal || field.endsWith('Id'));
    const changes = Object.entries(data)
      .filter(([field, after]) => !(isOfWhole(field) && same(ofWhole(field), after)))
      .flatMap(([field, after]) => changeOf(known, field, after));
    return { ...entryOf(recorded), changes, data };
  });
}

function changeOf(known: Map<string, unknown>, field: string, after: unknown): readonly HistoryChange[] {
  const before = known.get(field) ?? null;
  known.set(field, after);
  return same(before, after) ? [] : [{ field, before, after: after ?? null }];
}

function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(left ?? null) === JSON.stringify(right ?? null);
}

function entryOf(recorded: RecordedEvent): Omit<HistoryEntry, 'changes' | 'data'> {
  const { metadata, event } = recorded;
  return {
    id: recorded.id,
    type: event.type,
    stream: recorded.stream,
    revision: recorded.revision,
    position: recorded.position.toString(),
    recordedAt: metadata.recordedAt,
    storedAt: recorded.created,
    actor: actorOf(metadata),
    reason: metadata.reason ?? reasonIn(event.data),
    commandId: metadata.commandId,
    causationId: metadata.$causationId,
    correlationId: metadata.$correlationId,
  };
}

function actorOf({ actor }: EventMetadata): HistoryActor {
  return {
    accountId: actor.userId,
    office: actor.officeId === null ? null : { id: actor.officeId },
    unit: actor.unitId === null ? null : { id: actor.unitId },
    role: actor.role,
  };
}

/** Many events carry the reason that a person gave in their own data. */
function reasonIn(data: unknown): string | null {
  const reason = (data as { reason?: unknown }).reason;
  return typeof reason === 'string' ? reason : null;
}

function without(data: Record<string, unknown>, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([field]) => !fields.includes(field)));
}
