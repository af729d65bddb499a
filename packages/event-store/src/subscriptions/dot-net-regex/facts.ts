import type { Node } from './tree.ts';

/** Whether it can match without taking anything. */
export function mayBeEmpty(node: Node): boolean {
  switch (node.kind) {
    case 'unit':
    case 'set':
      return false;
    case 'sequence':
      return node.parts.every(mayBeEmpty);
    case 'choice':
      return node.options.some(mayBeEmpty);
    case 'repeat':
      return node.min === 0 || node.bodyMayBeEmpty;
    case 'capture':
    case 'atomic':
      return mayBeEmpty(node.body);
    case 'ifGroup':
    case 'ifMatch':
      return mayBeEmpty(node.yes) || mayBeEmpty(node.no);
    case 'anchor':
    case 'look':
    case 'reference':
      return true;
  }
}

/** Whether it matches at the start of a name or not at all. */
export function isAtStart(node: Node): boolean {
  if (node.kind === 'anchor') return node.anchor === 'start';
  if (node.kind === 'sequence') return node.parts[0] !== undefined && isAtStart(node.parts[0]);
  if (node.kind === 'choice') return node.options.every(isAtStart);
  return (node.kind === 'capture' || node.kind === 'atomic') && isAtStart(node.body);
}

/** The longest text that stands in every match; names without it need no further look. */
export function requiredText(node: Node): string {
  if (node.kind === 'unit') return String.fromCharCode(node.unit);
  if (node.kind === 'sequence')
    return longest([...adjacentUnits(node.parts), ...node.parts.map(requiredText)]);
  if (node.kind === 'repeat') return node.min === 0 ? '' : requiredText(node.body);
  return node.kind === 'capture' || node.kind === 'atomic' ? requiredText(node.body) : '';
}

function adjacentUnits(parts: readonly Node[]): string[] {
  const texts = [''];
  for (const part of parts) {
    if (part.kind === 'unit') texts.push((texts.pop() ?? '') + String.fromCharCode(part.unit));
    else texts.push('');
  }
  return texts;
}

function longest(texts: readonly string[]): string {
  return texts.reduce((best, text) => (text.length > best.length ? text : best), '');
}
