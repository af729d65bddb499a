const ended: ReadonlySet<string> = new Set(['CONCLUDED', 'WITHDRAWN', 'DECLINED']);

/** Whether neither side works on a coordination in this state any more. */
export function hasEnded(state: string): boolean {
  return ended.has(state);
}
