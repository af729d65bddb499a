/** Where the executor takes its time from: the system, a scripted day, or a test. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** Asia/Ho_Chi_Minh is UTC+7 without daylight saving since 13 June 1975. */
const businessOffsetMs = 7 * 60 * 60 * 1000;

/** The business day of an instant in Asia/Ho_Chi_Minh, YYYY-MM-DD. */
export function businessDay(instant: Date): string {
  return new Date(instant.getTime() + businessOffsetMs).toISOString().slice(0, 10);
}
