import type { DomainEvent, EventDefinition, EventMetadata, RecordedEvent } from '@songhanh/domain/kernel';
import { categoryOf } from './identity.ts';
import { type Ciphertext, decryptField, encryptField, isCiphertext } from './personal-data.ts';
import type { NounRegistry, RegisteredEvent } from './registry.ts';
import type { EncodedEvent, JsonObject, StoredEvent } from './stream-store.ts';
import type { EventVault } from './vault.ts';

/** An event with its id and metadata, not yet encoded; `schemaVersion` is the codec's to add. */
export interface EventToWrite {
  readonly id: string;
  readonly event: DomainEvent;
  readonly metadata: Omit<EventMetadata, 'schemaVersion'>;
}

/** What was encoded: the event as a reader will see it, and the form for the log. */
export interface WrittenEvent {
  readonly event: DomainEvent;
  readonly metadata: EventMetadata;
  readonly encoded: EncodedEvent;
}

export interface EventCodec {
  /** @throws UnwritableEvent when a decider's event is not what its definition says */
  encode(events: readonly EventToWrite[]): Promise<readonly WrittenEvent[]>;
  /** Decrypts, upcasts and checks. @throws UnreadableEvent */
  decode(stored: readonly StoredEvent[]): Promise<readonly RecordedEvent[]>;
}

/** A decider gave an event that its own definition does not allow: a programming error, nothing was written. */
export class UnwritableEvent extends Error {
  constructor(type: string, why: string) {
    super(`event ${type} cannot be written: ${why}`);
    this.name = 'UnwritableEvent';
  }
}

/** An event of the log that this process cannot read. Readers stop there; they never skip. */
export class UnreadableEvent extends Error {
  readonly stream: string;
  readonly revision: number;
  readonly position: bigint;
  readonly type: string;

  constructor({ stream, revision, position, type }: StoredEvent, why: string) {
    super(`event ${type} at ${stream} revision ${revision} (position ${position}) cannot be read: ${why}`);
    this.name = 'UnreadableEvent';
    this.stream = stream;
    this.revision = revision;
    this.position = position;
    this.type = type;
  }
}

export function createEventCodec(registry: NounRegistry, vault: EventVault): EventCodec {
  return {
    async encode(events) {
      const checked = events.map((event) => ({ ...event, ...checkedEvent(registry, event.event) }));
      const keys = await gatherKeys(checked.flatMap(subjectsWritten), (subject) => vault.keyOf(subject));
      return checked.map(({ id, definition, data, metadata: given }) => {
        const { type } = definition;
        const metadata: EventMetadata = { ...given, schemaVersion: definition.version };
        const readable = eraseUnkeyed(definition, data, keys);
        const encrypted = encryptPersonal(definition, id, readable, keys);
        return {
          event: { type, data: readable },
          metadata,
          encoded: { id, type, data: encrypted, metadata: metadata as unknown as JsonObject },
        };
      });
    },
    async decode(stored) {
      const subjects = stored.flatMap(subjectsRead);
      const keys = await gatherKeys(subjects, (subject) => vault.find(subject));
      return stored.map((event) => decodeOne(registry, event, keys));
    },
  };
}

type Keys = ReadonlyMap<string, Buffer | null>;

async function gatherKeys(
  subjects: readonly string[],
  ask: (subject: string) => Buffer | null | Promise<Buffer | null>,
): Promise<Keys> {
  if (subjects.length === 0) return new Map();
  const unique = [...new Set(subjects)];
  return new Map(await Promise.all(unique.map(async (subject) => [subject, await ask(subject)] as const)));
}

function checkedEvent(registry: NounRegistry, { type, data }: DomainEvent) {
  const registered = registry.eventOfType(type);
  if (registered === undefined) throw new UnwritableEvent(type, 'no noun defines it');
  const parsed = registered.definition.schema.safeParse(data);
  if (!parsed.success) throw new UnwritableEvent(type, oneLine(parsed.error.issues));
  const { definition } = registered;
  const checked = parsed.data as Record<string, unknown>;
  const stray = Object.keys(checked).find((field) => isCiphertext(checked[field]));
  if (stray !== undefined) throw new UnwritableEvent(type, `${stray} already looks encrypted`);
  return { definition, data: checked };
}

function subjectsWritten({
  definition,
  data,
}: Pick<RegisteredEvent, 'definition'> & { data: JsonObject }): string[] {
  return definition.personal
    .filter(({ field }) => isSaid(data[field]))
    .map(({ subjectField }) => subjectOf(definition.type, data, subjectField));
}

/** What would be said about a subject whose key was destroyed is not said: it is null at once, as it will read. */
function eraseUnkeyed({ type, personal }: EventDefinition, data: JsonObject, keys: Keys): JsonObject {
  const unkeyed = personal.filter(
    ({ field, subjectField }) =>
      isSaid(data[field]) && keys.get(subjectOf(type, data, subjectField)) === null,
  );
  return { ...data, ...Object.fromEntries(unkeyed.map(({ field }) => [field, null])) };
}

function encryptPersonal({ type, personal }: EventDefinition, id: string, data: JsonObject, keys: Keys) {
  const encrypted: Record<string, unknown> = { ...data };
  for (const { field, subjectField } of personal) {
    if (!isSaid(data[field])) continue;
    const subject = subjectOf(type, data, subjectField);
    const key = keys.get(subject);
    if (key == null) throw new UnwritableEvent(type, `there is no key to encrypt ${field} with`);
    encrypted[field] = encryptField(key, { type, field, subject }, id, data[field]);
  }
  return encrypted;
}

function isSaid(value: unknown): boolean {
  return value !== null && value !== undefined;
}

function subjectOf(type: string, data: JsonObject, subjectField: string): string {
  const subject = data[subjectField];
  if (typeof subject === 'string' && subject !== '') return subject;
  throw new UnwritableEvent(type, `${subjectField} must name whose personal data it holds`);
}

function subjectsRead({ data }: StoredEvent): string[] {
  if (typeof data !== 'object' || data === null) return [];
  return Object.values(data)
    .filter(isCiphertext)
    .map(({ subject }) => subject);
}

function decodeOne(registry: NounRegistry, stored: StoredEvent, keys: Keys): RecordedEvent {
  const registered = registry.eventOfType(stored.type);
  if (registered === undefined)
    throw new UnreadableEvent(stored, 'no noun defines this type; register its noun or a newer version');
  if (registered.noun.name !== categoryOf(stored.stream))
    throw new UnreadableEvent(stored, `the type belongs to noun ${registered.noun.name}`);
  const metadata = readMetadata(stored);
  const plain = decryptPersonal(stored, keys);
  const current = upcast(stored, registered, plain, metadata.schemaVersion);
  const parsed = registered.definition.schema.safeParse(current);
  if (!parsed.success) throw new UnreadableEvent(stored, oneLine(parsed.error.issues));
  const { id, stream, revision, position, created, type } = stored;
  return { event: { type, data: parsed.data }, id, stream, revision, position, metadata, created };
}

function readMetadata(stored: StoredEvent): EventMetadata {
  const metadata = stored.metadata as unknown as EventMetadata | null | undefined;
  const ours =
    typeof metadata === 'object' &&
    metadata !== null &&
    typeof metadata.commandId === 'string' &&
    typeof metadata.recordedAt === 'string' &&
    typeof metadata.actor?.userId === 'string' &&
    Number.isInteger(metadata.schemaVersion);
  if (!ours)
    throw new UnreadableEvent(stored, 'its metadata are not ours; was it written past the executor?');
  return metadata;
}

/** Any field that is a ciphertext is decrypted under the name it was written with: upcasters see plain data. */
function decryptPersonal(stored: StoredEvent, keys: Keys): Record<string, unknown> {
  if (typeof stored.data !== 'object' || stored.data === null || Array.isArray(stored.data))
    throw new UnreadableEvent(stored, 'its data are not a JSON object');
  const plain: Record<string, unknown> = { ...stored.data };
  for (const [field, value] of Object.entries(plain))
    if (isCiphertext(value)) plain[field] = decryptOrNull(stored, field, value, keys);
  return plain;
}

function decryptOrNull(stored: StoredEvent, field: string, value: Ciphertext, keys: Keys): unknown {
  const key = keys.get(value.subject) ?? null;
  if (key === null) return null;
  try {
    return decryptField(key, { type: stored.type, field, subject: value.subject }, value);
  } catch {
    throw new UnreadableEvent(stored, `${field} does not decrypt with the key of ${value.subject}`);
  }
}

function upcast(
  stored: StoredEvent,
  { definition }: RegisteredEvent,
  data: Record<string, unknown>,
  version: number,
): Record<string, unknown> {
  if (version > definition.version)
    throw new UnreadableEvent(stored, `it has version ${version}; this process knows ${definition.version}`);
  let current = data;
  for (let from = version; from < definition.version; from += 1) {
    const upcaster = definition.upcasters[from];
    if (upcaster === undefined)
      throw new UnreadableEvent(stored, `there is no upcaster from version ${from}`);
    current = upcaster(current);
  }
  return current;
}

function oneLine(issues: readonly { path: readonly PropertyKey[]; message: string }[]): string {
  return issues.map((issue) => `${issue.path.map(String).join('.') || 'data'}: ${issue.message}`).join('; ');
}
