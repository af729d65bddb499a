import { useCallback, useEffect, useRef, useState } from 'react';
import { createDrafts, type Draft } from './drafts.ts';
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
  /** Found from an earlier visit: the form says so and offers to begin anew. */
  readonly restored: boolean;
  readonly set: <Key extends keyof Values>(key: Key, value: Values[Key]) => void;
  /** Forgets what was typed: it was sent, or thrown away. */
  readonly startAnew: () => void;
}

/** What is typed under `key`, kept in the tab until it is sent. `initial` makes the ids of the draft too. */
export function useDraft<Values extends object>(key: string, initial: () => Values): DraftState<Values> {
  const { account } = useViewer();
  const fullKey = `${account.id}/${key}`;
  const makeAnew = useRef(initial);
  makeAnew.current = initial;
  const [state, setState] = useState(() => begin(fullKey, initial));
  const touched = useRef(state.restored);

  useEffect(() => {
    if (touched.current) drafts.write<Values>(fullKey, state.draft);
  }, [fullKey, state.draft]);

  const set = useCallback(<Key extends keyof Values>(name: Key, value: Values[Key]) => {
    touched.current = true;
    setState((old) => ({ ...old, draft: { ...old.draft, values: { ...old.draft.values, [name]: value } } }));
  }, []);
  const startAnew = useCallback(() => {
    touched.current = false;
    drafts.drop(fullKey);
    setState(begin(fullKey, makeAnew.current));
  }, [fullKey]);
  return {
    values: state.draft.values,
    commandId: state.draft.commandId,
    restored: state.restored,
    set,
    startAnew,
  };
}

function begin<Values extends object>(key: string, initial: () => Values) {
  const kept = drafts.read<Values>(key);
  const fresh: Draft<Values> = { commandId: newId(), values: initial() };
  // Fields that the form gained since the draft was kept start with their initial values.
  const draft = kept === null ? fresh : { ...kept, values: { ...fresh.values, ...kept.values } };
  return { draft, restored: kept !== null };
}
