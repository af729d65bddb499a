/** What is needed of a thing that waits to gather it with others. */
export interface Waiting {
  readonly kind: string;
  readonly task: { readonly id: string };
  readonly coordination: { readonly scope: string | null } | null;
}

/** Things of one kind that wait on one task, longest first; most groups hold one. */
export interface WaitingGroup<Item extends Waiting> {
  readonly key: string;
  readonly items: readonly [Item, ...Item[]];
}

/**
 * What many units wait for in one task is one thing to do, where they were asked for the same in the same words.
 * Groups come in the order of their first item.
 */
export function groupsOf<Item extends Waiting>(items: readonly Item[]): readonly WaitingGroup<Item>[] {
  const groups = new Map<string, [Item, ...Item[]]>();
  for (const item of items) {
    const key = `${item.task.id}/${item.kind}/${item.coordination?.scope ?? ''}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [item]);
    else known.push(item);
  }
  return [...groups].map(([key, grouped]) => ({ key, items: grouped }));
}
