import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { createDrafts, type Draft, rebased } from './drafts.ts';
import { newId } from './new-id.ts';
import { useViewer } from './session.ts';

const drafts = createDrafts({
  getItem: (key) => sessionStorage.getItem(key),
  setItem: (key, value) => sessionStorage.setItem(key, value),
  removeItem: (key) => sessionStorage.removeItem(key),
});

export interface DraftState<Values> {
  readonly values: Values;
  /** Made once for this draft and kept while it is sent again. */
  readonly commandId: string;
  /** The revision on which these values build; null for a new thing. */
  readonly revision: number | null;
  /** Found from an earlier visit: the form says so and offers to begin anew. */
  readonly restored: boolean;
  /** Fields that somebody else changed too, with what they hold now. */
  readonly contested: Partial<Values>;
  readonly set: <Key extends keyof Values & string>(key: Key, value: Values[Key]) => void;
  /** Settles what is contested: takes what the others wrote, or keeps what stands here. */
  readonly settle: (whose: 'mine' | 'theirs') => void;
  /** Forgets what was typed: it was sent, or thrown away. */
  readonly startAnew: () => void;
}

/**
 * What is typed under `key`, kept in the tab until it is sent. `initial` makes the ids of the draft too. With the
 * `revision` of the thing that is changed, a draft follows what others change of it meanwhile.
 */
export function useDraft<Values extends object>(
  key: string,
  initial: () => Values,
  revision: number | null,
): DraftState<Values> {
  const { account } = useViewer();
  const fullKey = `${account.id}/${key}`;
  const makeAnew = useRef({ initial, revision });
  makeAnew.current = { initial, revision };
  const [state, setState] = useState(() => begin(fullKey, initial, revision));
  const touched = useRef(state.restored);
  const { draft, restored } = state;

  useEffect(() => {
    if (touched.current) drafts.write<Values>(fullKey, draft);
  }, [fullKey, draft]);
  const change = useCallback(
    (how: (draft: Draft<Values>) => Draft<Values>) => setState((old) => ({ ...old, draft: how(old.draft) })),
    [],
  );
  useEffect(() => {
    if (revision === null) return;
    change((old) =>
      old.base?.revision === revision ? old : rebased(old, makeAnew.current.initial(), revision),
    );
  }, [revision, change]);

  const set = useCallback(
    <Key extends keyof Values & string>(name: Key, value: Values[Key]) => {
      touched.current = true;
      change((old) => ({ ...old, values: { ...old.values, [name]: value } }));
    },
    [change],
  );
  const settle = useCallback(
    (whose: 'mine' | 'theirs') =>
      change((old) => ({
        ...old,
        values: whose === 'mine' ? old.values : { ...old.values, ...contestedValues(old) },
        contested: [],
      })),
    [change],
  );
  const startAnew = useCallback(() => {
    touched.current = false;
    drafts.drop(fullKey);
    setState(begin(fullKey, makeAnew.current.initial, makeAnew.current.revision));
  }, [fullKey]);
  return {
    values: draft.values,
    commandId: draft.commandId,
    revision: draft.base?.revision ?? null,
    restored,
    contested: contestedValues(draft),
    set,
    settle,
    startAnew,
  };
}

/** Whether something typed waits under one of the keys. */
export function useDraftWaits(keys: readonly string[]): boolean {
  const { account } = useViewer();
  return useSyncExternalStore(drafts.subscribe, () => keys.some((key) => drafts.has(`${account.id}/${key}`)));
}

function contestedValues<Values>({ base, contested }: Draft<Values>): Partial<Values> {
  const theirs: Partial<Values> = {};
  if (base !== null) for (const key of contested) theirs[key] = base.values[key];
  return theirs;
}

function begin<Values extends object>(key: string, initial: () => Values, revision: number | null) {
  const kept = drafts.read<Values>(key);
  const values = initial();
  const fresh: Draft<Values> = {
    commandId: newId(),
    values,
    base: revision === null ? null : { values, revision },
    contested: [],
  };
  // Fields that the form gained since the draft was kept start with their initial values.
  const draft = kept === null ? fresh : { ...fresh, ...kept, values: { ...values, ...kept.values } };
  return { draft, restored: kept !== null };
}
