export const childTaskIdOf = (taskId: string, unitId: string): string => `${taskId}.${unitId}`;
export const coordinationIdOf = (taskId: string, unitId: string): string => `${taskId}.${unitId}`;
