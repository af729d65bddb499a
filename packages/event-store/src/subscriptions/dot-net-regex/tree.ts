import type { CharSet } from './char-set.ts';

export type Anchor =
  | 'start'
  | 'end'
  | 'endOrFinalNewline'
  | 'lineStart'
  | 'lineEnd'
  | 'boundary'
  | 'noBoundary';

/** A regular expression as it was read; what encloses others is one node for each of .NET's constructs. */
export type Node =
  | { kind: 'unit'; unit: number }
  | { kind: 'set'; set: CharSet }
  | { kind: 'anchor'; anchor: Anchor }
  | { kind: 'sequence'; parts: Node[] }
  | { kind: 'choice'; options: Node[] }
  | { kind: 'repeat'; body: Node; min: number; max: number; isLazy: boolean; bodyMayBeEmpty: boolean }
  | { kind: 'capture'; group: number; body: Node }
  | { kind: 'reference'; group: number; anyCase: boolean }
  | { kind: 'look'; isBehind: boolean; isNegative: boolean; body: Node }
  | { kind: 'atomic'; body: Node }
  | { kind: 'ifGroup'; group: number; yes: Node; no: Node }
  | { kind: 'ifMatch'; condition: Node; yes: Node; no: Node };

/** `referenced` are the groups that something refers to. */
export type Expression = { root: Node; referenced: ReadonlySet<number> };
