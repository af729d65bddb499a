import type { TadaDocumentNode } from 'gql.tada';
import { useCallback, useRef, useState } from 'react';
import { useClient } from 'urql';
import { type Problem, problemOf } from './problem.ts';
import { signInAgain } from './session.ts';

export type CommandDocument<Data, Input> = TadaDocumentNode<Data, { input: Input }>;

export interface CommandState<Data, Input> {
  /** Sends and answers the data, or null when there is a problem. The same `commandId` may be sent again. */
  readonly send: (input: Input) => Promise<Data | null>;
  readonly sending: boolean;
  readonly problem: Problem | null;
  readonly clearProblem: () => void;
}

/** Sends a command. An ended session is renewed by the dialog, and the same command goes out once more. */
export function useCommand<Data, Input extends { commandId: string }>(
  document: CommandDocument<Data, Input>,
  onProblem?: (problem: Problem) => void,
): CommandState<Data, Input> {
  const client = useClient();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const busy = useRef(false);
  const tell = useRef(onProblem);
  tell.current = onProblem;

  const send = useCallback(
    async (input: Input): Promise<Data | null> => {
      if (busy.current) return null;
      busy.current = true;
      setSending(true);
      setProblem(null);
      try {
        for (;;) {
          const { data, error } = await client.mutation(document, { input }).toPromise();
          if (error === undefined && data) return data;
          const found = error && problemOf(error);
          if (found?.kind !== 'signedOut') {
            setProblem(found ?? null);
            if (found) tell.current?.(found);
            return null;
          }
          await signInAgain();
        }
      } finally {
        busy.current = false;
        setSending(false);
      }
    },
    [client, document],
  );
  const clearProblem = useCallback(() => setProblem(null), []);
  return { send, sending, problem, clearProblem };
}
