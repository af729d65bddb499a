import type { CharSet } from './char-set.ts';
import type { Anchor } from './tree.ts';

/**
 * What an instruction does; numbers, so that the matcher's choice among them is a jump. Each goes on with the next one
 * unless it says otherwise.
 */
export const op = {
  /** The whole expression, or what `look` or `atomic` runs, holds. */
  done: 0,
  /** Takes the code unit `value`; before the position if `isBehind`. */
  unit: 1,
  /** Takes a code unit of the set. */
  set: 2,
  /** Goes to `to`, and to `or` if that fails. */
  split: 3,
  /** Goes to `to`. */
  jump: 4,
  /** Holds at an anchor: `value` is its place in `anchors`. */
  anchor: 5,
  /** Keeps the position in the slot `value`. */
  save: 6,
  /** Keeps what lies between the slot `to` and the position in the slots `value` and `value + 1`. */
  capture: 7,
  /** Goes to `or` if the position is still the one of the slot `value`. */
  ifMoved: 8,
  /** Takes once more what the slots `value` and `value + 1` enclose. */
  reference: 9,
  /** The same, whatever the case of its letters. */
  referenceAnyCase: 10,
  /** Goes to `or` if the slot `value` is empty. */
  ifSaved: 11,
  /** Runs what follows up to `done`; goes to `to` from here if that holds, else to `or`. */
  look: 12,
  /** Runs what follows up to `done`, and goes to `to` from where that ended. */
  atomic: 13,
} as const;

/** Where an instruction goes that fails. */
export const nowhere = -1;

export const anchors: readonly Anchor[] = [
  'start',
  'end',
  'endOrFinalNewline',
  'lineStart',
  'lineEnd',
  'boundary',
  'noBoundary',
];

export type Instruction = {
  op: (typeof op)[keyof typeof op];
  to: number;
  or: number;
  value: number;
  isBehind: boolean;
  set: CharSet | null;
};

export type Program = {
  instructions: readonly Instruction[];
  slots: number;
  /** Matches at the start of a name or not at all. */
  isAnchored: boolean;
  /** Stands in every name that matches. */
  requiredText: string;
  /** Whether an instruction that failed at a position will always fail there. */
  isRegular: boolean;
};
