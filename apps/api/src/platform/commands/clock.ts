import { businessDay, systemClock } from '@songhanh/event-log';
import type { BusinessClock } from './tokens.ts';

const dayMs = 86_400_000;

/**
 * The clock of the business: the system's, or a demonstration's, whose day stands still while its hours go
 * on, so that a visitor of the sample world works on the day after its last event.
 */
export function businessClock(demoToday: string | null): BusinessClock {
  if (demoToday === null)
    return { now: systemClock.now, today: () => businessDay(systemClock.now()), demonstration: false };
  const midnight = Date.parse(`${demoToday}T00:00:00+07:00`);
  const offsetMs = Date.parse('1970-01-01T00:00:00+07:00');
  return {
    now: () => new Date(midnight + ((systemClock.now().getTime() - offsetMs) % dayMs)),
    today: () => demoToday,
    demonstration: true,
  };
}
