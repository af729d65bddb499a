import { createHash } from 'node:crypto';
import type { Actor } from '@songhanh/domain/kernel';

/** A file that a step binds; stored before its command is carried out. */
export interface SampleFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** One thing that somebody does at a moment of the scripted clock. */
export interface SampleStep {
  /** ISO 8601 UTC; becomes `recordedAt` of what the command records. */
  readonly at: string;
  readonly actor: Actor;
  readonly commandName: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The same at every run, so that a broken-off run goes on where it stopped. */
  readonly commandId: string;
  readonly file?: SampleFile;
}

/** A step at a local time of Huế, "2023-02-03T08:30". */
export function step(
  localTime: string,
  actor: Actor,
  commandName: string,
  input: Readonly<Record<string, unknown>>,
  file?: SampleFile,
): SampleStep {
  const at = new Date(`${localTime}:00+07:00`).toISOString();
  const commandId = `sample-${digest(JSON.stringify([at, actor.userId, commandName, input])).slice(0, 32)}`;
  return { at, actor, commandName, input, commandId, ...(file && { file }) };
}

/** A whole number from 0 to `below` - 1 that depends on the key alone: variety without chance. */
export function spread(key: string, below: number): number {
  return Number.parseInt(digest(key).slice(0, 8), 16) % below;
}

/** The day so many days after another, YYYY-MM-DD; a Saturday or Sunday moves to Monday. */
export function workday(day: string, daysAfter: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + daysAfter);
  const weekday = date.getUTCDay();
  if (weekday === 6) date.setUTCDate(date.getUTCDate() + 2);
  if (weekday === 0) date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

/** Office hours of that day, varied by the key: "2023-02-03T09:17". */
export function officeHour(day: string, key: string): string {
  const minutes = 8 * 60 + spread(key, 8 * 60);
  const clock = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `${day}T${clock.join(':')}`;
}

export function digest(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
