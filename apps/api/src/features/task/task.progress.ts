import { TASK_STATUSES, TRAFFIC_LIGHTS } from '@songhanh/domain/task';
import type { ProgressCount } from './task.counts.ts';
import type { SectionPlace } from './task.tables.ts';

/** How tasks stand, as `PlanProgress` of the schema. */
export function progressOf(counts: readonly ProgressCount[]) {
  const held = counts.filter(({ status }) => status !== 'CANCELLED');
  const heldTasks = sum(held.map(({ tasks }) => tasks));
  return {
    taskCount: sum(counts.map(({ tasks }) => tasks)),
    byStatus: TASK_STATUSES.map((status) => ({
      status,
      count: sum(counts.filter((row) => row.status === status).map(({ tasks }) => tasks)),
    })),
    byLight: TRAFFIC_LIGHTS.map((light) => ({
      light,
      count: sum(counts.filter((row) => row.light === light).map(({ tasks }) => tasks)),
    })),
    percent: heldTasks === 0 ? 0 : Math.round(sum(held.map(({ percentSum }) => percentSum)) / heldTasks),
  };
}

/** A section with all sections below it. */
export function sectionsUnder(sections: readonly SectionPlace[], sectionId: string): ReadonlySet<string> {
  const under = new Set([sectionId]);
  // A section is written after the one above it, so that one pass finds all.
  for (const section of sections)
    if (section.parentSectionId !== null && under.has(section.parentSectionId)) under.add(section.sectionId);
  return under;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
