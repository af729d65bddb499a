import { type RefObject, useLayoutEffect, useState } from 'react';
import type { Problem } from '../platform/problem.ts';

/**
 * Whether the fields of a form tell each fault of the problem themselves. It is read from what is drawn: a form need
 * not show every field that the server may find at fault.
 */
export function useToldAtFields(form: RefObject<HTMLElement | null>, problem: Problem | null): boolean {
  const [told, setTold] = useState(false);
  useLayoutEffect(() => {
    const faults = Object.values(problem?.fields ?? {});
    const words = wordsAtFields(form.current);
    setTold(faults.length > 0 && faults.every((fault) => words.has(fault)));
  }, [form, problem]);
  return told;
}

/** What describes the fields that are marked as invalid. */
function wordsAtFields(form: HTMLElement | null): ReadonlySet<string> {
  const marked = [...(form?.querySelectorAll('[aria-invalid="true"]') ?? [])];
  const ids = marked.flatMap((field) => (field.getAttribute('aria-describedby') ?? '').split(' '));
  return new Set(ids.map((id) => document.getElementById(id)?.textContent ?? ''));
}
