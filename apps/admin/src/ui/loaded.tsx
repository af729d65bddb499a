import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CombinedError } from 'urql';
import { problemOf } from '../platform/problem.ts';
import { ProblemPanel } from './problem-panel.tsx';

interface Answer<Data> {
  readonly data?: Data;
  readonly fetching: boolean;
  readonly error?: CombinedError;
}

/** Shows a query's answer; before it, a calm skeleton; instead of it, the problem with a way on. */
export function Loaded<Data>({
  answer,
  onRetry,
  lines = 4,
  children,
}: {
  answer: Answer<Data>;
  onRetry: () => void;
  /** How tall the skeleton is, in lines. */
  lines?: number;
  children: (data: Data) => ReactNode;
}) {
  const { t } = useTranslation();
  const problem = answer.error && problemOf(answer.error);
  // A session that ended is answered by the dialog of the frame; what is shown stays.
  if (problem && problem.kind !== 'signedOut' && !answer.data) {
    return <ProblemPanel problem={problem} onRetry={onRetry} />;
  }
  if (answer.data !== undefined && answer.data !== null) return children(answer.data);
  return (
    <div aria-busy="true">
      <span className="visually-hidden" role="status">
        {t('loading')}
      </span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a skeleton have no other identity.
        <Skeleton key={line} height={14} mt={12} width={`${92 - ((line * 17) % 40)}%`} />
      ))}
    </div>
  );
}
