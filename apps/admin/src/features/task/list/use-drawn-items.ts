import type { VirtualItem, Virtualizer } from '@tanstack/react-virtual';
import { useDeferredValue } from 'react';

const none: VirtualItem[] = [];

/**
 * The items to draw now: those in sight as soon as it can be, those around it in slices between the frames, so that they
 * are there before somebody scrolls to them and never hold a frame up.
 */
export function useDrawnItems<S extends Element | Window, I extends Element>(
  virtual: Virtualizer<S, I>,
): readonly VirtualItem[] {
  const items = virtual.getVirtualItems();
  const settled = useDeferredValue(items, none);
  if (settled === items) return items;
  const { startIndex, endIndex } = virtual.range ?? { startIndex: 0, endIndex: -1 };
  const drawn = new Set(settled.map(({ index }) => index));
  return items.filter(({ index }) => drawn.has(index) || (startIndex <= index && index <= endIndex));
}
