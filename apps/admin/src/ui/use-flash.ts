import { useEffect, useRef } from 'react';

/**
 * Lets an element light up quietly when a value changes after the first show: somebody else's change is
 * noticed without a jump. Worked on the element itself, so that nothing is rendered for it.
 */
export function useFlash<E extends HTMLElement>(value: unknown) {
  const element = useRef<E>(null);
  const seen = useRef(value);
  useEffect(() => {
    if (seen.current === value) return;
    seen.current = value;
    const target = element.current;
    if (target === null) return;
    target.classList.remove('flash');
    void target.offsetWidth;
    target.classList.add('flash');
    const timer = setTimeout(() => target.classList.remove('flash'), 2400);
    return () => clearTimeout(timer);
  }, [value]);
  return element;
}
