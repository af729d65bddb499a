/** The child task of one unit, when a task is led by a group. */
export function childTaskIdOf(taskId: string, unitId: string): string {
  return `${taskId}.${unitId}`;
}
