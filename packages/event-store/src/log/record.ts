/** What a writer proposes. `id` is a lower-case UUID; `data` and `metadata` are never looked into, except for `$`-streams. */
export type ProposedEvent = {
  id: string;
  type: string;
  contentType: string;
  data: Uint8Array;
  metadata: Uint8Array;
};

export const eventTypeBytesMax = 4096;

/** An event that the node writes of its own accord: JSON text, or bytes. */
export function ownEvent(
  type: string,
  data: string | Uint8Array,
  id: string = crypto.randomUUID(),
): ProposedEvent {
  const isJson = typeof data === 'string';
  return {
    id,
    type,
    contentType: isJson ? 'application/json' : 'application/octet-stream',
    data: isJson ? Buffer.from(data) : data,
    metadata: new Uint8Array(0),
  };
}

export const linkEventType = '$>';

/** A link to another event; `target` is `revision@stream`. */
export function linkEvent(id: string, target: string, metadata = ''): ProposedEvent {
  return {
    id,
    type: linkEventType,
    contentType: 'application/octet-stream',
    data: Buffer.from(target),
    metadata: Buffer.from(metadata),
  };
}

/** An event's place in the log. `createdTicks` are 100 ns since 1970, as decimal digits. */
export type Place = {
  stream: string;
  revision: number;
  position: number;
  createdTicks: string;
  tombstone: boolean;
};

/** One stored event. `stream` and `type` are the numbers that the log gave to the names. */
export type StoredRecord = {
  position: number;
  stream: number;
  revision: number;
  type: number;
  createdMs: number;
  record: Uint8Array;
};

/** The log stores what `encode` returns and hands it out unchanged; it knows nothing else of the format. */
export type RecordCodec = {
  encode(event: ProposedEvent, place: Place): Uint8Array;
  data(record: Uint8Array): Uint8Array;
  metadata(record: Uint8Array): Uint8Array;
  eventId(record: Uint8Array): string;
};

export type ExpectedRevision = number | 'any' | 'no_stream' | 'stream_exists';

/** The revision column of a tombstone: above every revision that a stream can reach. */
export const tombstoneRevision = Number.MAX_SAFE_INTEGER;
