import type { Projector } from '../projector/projector.ts';

/**
 * What a subscription to a noun sends: for each change that `answer` does not answer with null, its answer. Ends
 * at once when the subscriber leaves, also while nothing changes.
 */
export function changed<Answer extends object>(
  projector: Projector,
  noun: string,
  answer: (id: string) => Promise<Answer | null>,
): AsyncIterableIterator<Answer> {
  const source = projector.changes()[Symbol.asyncIterator]();
  return {
    async next() {
      for (;;) {
        const { value, done } = await source.next();
        if (done === true) return { value: undefined, done };
        const answered = value.noun === noun ? await answer(value.id) : null;
        if (answered !== null) return { value: answered, done: false };
      }
    },
    async return() {
      await source.return?.();
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
