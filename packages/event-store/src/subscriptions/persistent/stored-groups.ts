import type { DatabaseSync } from 'node:sqlite';
import { reasonOf } from '../../log/schema.ts';
import { regexJudge } from '../regex-judge.ts';
import { faultOf, type GroupKey, type GroupSettings } from './settings.ts';

type StoredGroup = { key: GroupKey; settings: GroupSettings; checkpoint: number | null };

/**
 * The persistent subscriptions in a log's database, each whole or as damage in words. Their rows have no checksum: what
 * is noticed is that they cannot be used.
 */
export function storedGroups(database: DatabaseSync): (StoredGroup | { damage: string })[] {
  try {
    return database.prepare(`SELECT ${columns} FROM subscription ORDER BY id`).all().map(groupOf);
  } catch (error) {
    return [{ damage: `persistent subscriptions: ${reasonOf(error)}` }];
  }
}

/** A damaged checkpoint may be no number that fits. */
const columns = 'stream, group_name, settings, CAST(checkpoint AS TEXT) AS checkpoint';

type Row = Readonly<Record<string, unknown>>;

function groupOf(row: Row): StoredGroup | { damage: string } {
  const key = { stream: String(row.stream), group: String(row.group_name) };
  try {
    return { key, settings: readSettings(String(row.settings)), checkpoint: readCheckpoint(row.checkpoint) };
  } catch (error) {
    return { damage: `persistent subscription '${key.group}' on '${key.stream}': ${reasonOf(error)}` };
  }
}

function readCheckpoint(text: unknown): number | null {
  if (text === null || Number.isSafeInteger(Number(text))) return text === null ? null : Number(text);
  throw new Error(`its checkpoint is damaged: it is ${String(text)}`);
}

function readSettings(text: string): GroupSettings {
  try {
    const settings: unknown = JSON.parse(text);
    mustBe('settings', isObject(settings), settings);
    for (const [name, isRight] of rules) mustBe(name, isRight(settings[name]), settings[name]);
    const usable = settings as GroupSettings;
    const fault = faultOf(usable);
    if (fault !== null) throw new Error(fault);
    return usable;
  } catch (error) {
    throw new Error(`its settings are damaged: ${reasonOf(error)}`);
  }
}

function mustBe(name: string, isRight: boolean, value: unknown): asserts isRight {
  if (!isRight) throw new Error(`'${name}' is ${JSON.stringify(value)?.slice(0, 64) ?? 'missing'}`);
}

const isBoolean = (value: unknown) => typeof value === 'boolean';
const isCount = (value: unknown) => Number.isSafeInteger(value);
/** An older version stored parts of a millisecond, too. */
const isTime = (value: unknown) => typeof value === 'number';
const isObject = (value: unknown): value is Row => typeof value === 'object' && value !== null;
const strategies: readonly unknown[] = ['RoundRobin', 'DispatchToSingle', 'Pinned', 'PinnedByCorrelation'];

/** What each of the settings must be. */
const ruleOf: Readonly<Record<keyof GroupSettings, (value: unknown) => boolean>> = {
  startFrom: (value) => value === 'start' || value === 'end' || isCount(value),
  firstOrder: isCount,
  filter: (value) => value === null || isFilter(value),
  resolveLinks: isBoolean,
  extraStatistics: isBoolean,
  maxRetryCount: isCount,
  minCheckpointCount: isCount,
  maxCheckpointCount: isCount,
  maxSubscriberCount: isCount,
  liveBufferSize: isCount,
  readBatchSize: isCount,
  historyBufferSize: isCount,
  messageTimeoutMs: isTime,
  checkpointAfterMs: isTime,
  strategy: (value) => strategies.includes(value),
};
const rules = Object.entries(ruleOf);

function isFilter(value: unknown): boolean {
  if (!isObject(value) || typeof value.regex !== 'string' || !Array.isArray(value.prefixes)) return false;
  if (value.regex !== '') regexJudge(value.regex);
  return (
    (value.on === 'stream' || value.on === 'type') &&
    value.prefixes.every((prefix) => typeof prefix === 'string') &&
    (value.windowMax === null || (isCount(value.windowMax) && Number(value.windowMax) >= 1)) &&
    isCount(value.checkpointMultiplier)
  );
}
