import type { InboxItem } from './coordination-operations.ts';

/** Things of one kind that wait on one task, longest first; most groups hold one. */
export interface InboxGroup {
  readonly key: string;
  readonly items: readonly [InboxItem, ...InboxItem[]];
}

/**
 * What many units wait for in one task is one thing to do, where they were asked for the same in the same words.
 * Groups come in the order of their first item.
 */
export function groupsOf(items: readonly InboxItem[]): readonly InboxGroup[] {
  const groups = new Map<string, [InboxItem, ...InboxItem[]]>();
  for (const item of items) {
    const key = `${item.task.id}/${item.kind}/${item.coordination?.scope ?? ''}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [item]);
    else known.push(item);
  }
  return [...groups].map(([key, grouped]) => ({ key, items: grouped }));
}
