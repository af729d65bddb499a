import { useEffect } from 'react';

/** While it is shown, something has the focus; afterwards whoever opened it has it again, see `keepFocus`. */
export function useFocusReturn(): void {
  useEffect(() => {
    const opener = document.activeElement;
    return () => keepFocus(opener);
  }, []);
}

/**
 * Where the focus was lost because its element went away or was switched off, it goes back to `element`, or, when that
 * is gone, to the heading of the screen: whoever works by keyboard or screen reader keeps the place.
 */
export function keepFocus(element: Element | null): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (document.activeElement !== null && document.activeElement !== document.body) return;
      const still = element?.isConnected && element !== document.body && !element.matches(':disabled');
      const target = still ? element : document.querySelector('#content h1');
      if (target instanceof HTMLElement) target.focus({ preventScroll: true });
    }),
  );
}
