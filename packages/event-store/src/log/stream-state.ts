import { parseExactly } from './exact-json.ts';

/** `$tb` of a soft-deleted stream: the highest 64-bit revision, so that every event lies before it. */
export const softDeletedTruncateBefore = 9_223_372_036_854_775_807n;

/** Retention of a stream, read from the newest event of its metadata stream. */
export type Retention = {
  maxCount: number | null;
  maxAgeSeconds: number | null;
  truncateBefore: number;
  softDeleted: boolean;
};

/** What the log knows of one stream. `id` is 0 and `lastRevision` −1 until its first event. */
export type StreamState = Retention & {
  id: number;
  name: string;
  lastRevision: number;
  tombstoned: boolean;
};

const noRetention: Retention = {
  maxCount: null,
  maxAgeSeconds: null,
  truncateBefore: 0,
  softDeleted: false,
};

/** A metadata stream keeps only its newest event for readers, as in EventStoreDB. */
const metadataStreamRetention: Retention = { ...noRetention, maxCount: 1 };

export function isMetadataStream(name: string): boolean {
  return name.startsWith('$$');
}

export function metadataStreamOf(name: string): string {
  return `$$${name}`;
}

export function newStreamState(name: string): StreamState {
  const retention = isMetadataStream(name) ? metadataStreamRetention : noRetention;
  return { ...retention, id: 0, name, lastRevision: -1, tombstoned: false };
}

/** The first revision that a reader sees, leaving age aside; above `lastRevision` when nothing is left. */
export function firstRevision(state: StreamState): number {
  const byCount = state.maxCount === null ? 0 : state.lastRevision - state.maxCount + 1;
  return Math.max(0, byCount, state.truncateBefore);
}

/** Whether an event has outlived its stream's `$maxAge`. */
export function isExpired(state: Retention, createdMs: number, nowMs: number): boolean {
  return state.maxAgeSeconds !== null && createdMs < nowMs - state.maxAgeSeconds * 1000;
}

/** Reads retention out of a `$metadata` event. Metadata that is not a JSON object retains everything. */
export function parseRetention(json: string): Retention {
  const value = parseObject(json);
  if (value === null) return noRetention;
  const truncateBefore = parseTruncateBefore(value.$tb);
  return {
    maxCount: positive(value.$maxCount),
    maxAgeSeconds: positive(value.$maxAge),
    truncateBefore,
    softDeleted: truncateBefore === Number.MAX_SAFE_INTEGER,
  };
}

/** The metadata of a soft-deleted stream, keeping all its other keys. */
export function metadataWithTruncateBefore(json: string | null, truncateBefore: bigint): string {
  const { $tb: _, ...others } = (json === null ? null : parseObject(json, parseExactly)) ?? {};
  const kept = JSON.stringify(others).slice(1, -1);
  return `{"$tb":${truncateBefore}${kept === '' ? '' : `,${kept}`}}`;
}

export function isJsonObject(json: string): boolean {
  return parseObject(json) !== null;
}

function parseObject(
  json: string,
  parse: (json: string) => unknown = JSON.parse,
): Record<string, unknown> | null {
  try {
    const value = parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** JSON numbers above 2^53 lose digits in JavaScript; any of them is above every revision, hence "all". */
function parseTruncateBefore(value: unknown): number {
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || !(number > 0)) return 0;
  return number >= Number.MAX_SAFE_INTEGER ? Number.MAX_SAFE_INTEGER : Math.floor(number);
}

function positive(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : null;
}
