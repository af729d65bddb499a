import { daysBetween } from '../../platform/format.ts';
import { LIGHTS, type Light } from '../../ui/task-status.ts';

export interface Week {
  /** Its first day, a Monday; null gathers everything that is overdue. */
  readonly startsOn: string | null;
  readonly count: number;
  readonly byLight: Readonly<Record<Light, number>>;
}

interface Due {
  readonly dueOn: string | null;
  readonly light: Light;
  readonly childCount: number;
}

/**
 * What is overdue, then the weeks from the one that holds `today`, Monday to Sunday. Later days are left out, and
 * so is what was handed in before an earlier day. A split task counts through its children, as everywhere.
 */
export function weeksAhead(tasks: readonly Due[], today: string, weekCount: number): Week[] {
  const monday = mondayOf(today);
  const groups: Light[][] = Array.from({ length: weekCount + 1 }, () => []);
  for (const { dueOn, light, childCount } of tasks) {
    if (dueOn === null || childCount > 0) continue;
    if (light === 'RED') groups[0]?.push(light);
    else if (dueOn >= monday) groups[1 + Math.floor(daysBetween(monday, dueOn) / 7)]?.push(light);
  }
  return groups.map((lights, place) => ({
    startsOn: place === 0 ? null : plusDays(monday, 7 * (place - 1)),
    count: lights.length,
    byLight: countLights(lights),
  }));
}

export function lastDayOfWeeks(today: string, weekCount: number): string {
  return plusDays(mondayOf(today), 7 * weekCount - 1);
}

function countLights(lights: readonly Light[]): Record<Light, number> {
  const counts = Object.fromEntries(LIGHTS.map((light) => [light, 0])) as Record<Light, number>;
  for (const light of lights) counts[light] += 1;
  return counts;
}

function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return plusDays(day, -((weekday + 6) % 7));
}

function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
