import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import type { Problem } from '../platform/problem.ts';
import { SessionProblem } from '../platform/session.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';

const unexpected: Problem = {
  kind: 'server',
  message: '',
  reason: null,
  fields: {},
  retryAfterSeconds: null,
};

/** Shown where a screen could not be shown at all. */
export function Broken({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const problem = error instanceof SessionProblem ? error.problem : unexpected;
  function retry(): void {
    reset();
    void router.invalidate();
  }
  return (
    <div style={{ maxInlineSize: 560, margin: '10vh auto', padding: 16 }}>
      <ProblemPanel problem={problem} onRetry={retry} />
    </div>
  );
}
