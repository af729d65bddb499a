import { wordBoundarySet } from './char-set.ts';
import { anchors } from './program.ts';

const lineFeed = 0x0a;

/** Whether a position between the code units of a name is at an anchor, given by its place in `anchors`. */
export function isAt(anchor: number, name: string, at: number): boolean {
  switch (anchors[anchor]) {
    case 'start':
      return at === 0;
    case 'end':
      return at === name.length;
    case 'endOrFinalNewline':
      return at === name.length || (at === name.length - 1 && name.charCodeAt(at) === lineFeed);
    case 'lineStart':
      return at === 0 || name.charCodeAt(at - 1) === lineFeed;
    case 'lineEnd':
      return at === name.length || name.charCodeAt(at) === lineFeed;
    case 'boundary':
      return isWord(name, at - 1) !== isWord(name, at);
    default:
      return isWord(name, at - 1) === isWord(name, at);
  }
}

function isWord(name: string, index: number): boolean {
  return index >= 0 && index < name.length && wordBoundarySet.has(name.charCodeAt(index));
}
