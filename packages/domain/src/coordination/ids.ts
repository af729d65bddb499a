/** One coordination for each unit on a task, however often it is opened anew. */
export function coordinationIdOf(taskId: string, unitId: string): string {
  return `${taskId}.${unitId}`;
}
