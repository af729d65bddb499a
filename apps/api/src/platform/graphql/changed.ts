import type { Change } from '../projector/projector.ts';

/**
 * What a subscription sends: for each change that `answer` does not answer with null, its answer. Ends at once when
 * the subscriber leaves, also while nothing changes.
 */
export function changed<Answer extends object>(
  changes: AsyncIterable<Change>,
  answer: (change: Change) => Promise<Answer | null>,
): AsyncIterableIterator<Answer> {
  const source = changes[Symbol.asyncIterator]();
  return {
    async next() {
      for (;;) {
        const { value, done } = await source.next();
        if (done === true) return { value: undefined, done };
        const answered = await answer(value);
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
