import { createContext, type ReactNode, use, useMemo } from 'react';
import { useQuery } from 'urql';
import { graphql } from './graphql.ts';

const momentQuery = graphql(`
  query Moment { moment { asOf today demonstration firstRecordedAt lastRecordedAt } }
`);

/** The moment that the whole app shows. */
export interface Moment {
  /** The instant asked for, ISO 8601 in UTC; null is now. */
  readonly asOf: string | null;
  /** Nothing can be changed in the past: actions are not shown. */
  readonly readOnly: boolean;
  /** The business day of the answers, YYYY-MM-DD. */
  readonly today: string;
  readonly demonstration: boolean;
  readonly firstRecordedAt: string | null;
  readonly lastRecordedAt: string | null;
}

const MomentContext = createContext<Moment | null>(null);

export function MomentProvider({ asOf, children }: { asOf: string | null; children: ReactNode }) {
  const [{ data }] = useQuery({ query: momentQuery });
  const answer = data?.moment;
  const moment = useMemo<Moment>(
    () => ({
      asOf,
      readOnly: asOf !== null,
      today: answer?.today ?? new Date().toISOString().slice(0, 10),
      demonstration: answer?.demonstration ?? false,
      firstRecordedAt: answer?.firstRecordedAt ?? null,
      lastRecordedAt: answer?.lastRecordedAt ?? null,
    }),
    [asOf, answer],
  );
  return <MomentContext value={moment}>{children}</MomentContext>;
}

export function useMoment(): Moment {
  const moment = use(MomentContext);
  if (moment === null) throw new Error('useMoment is for screens inside the frame');
  return moment;
}
