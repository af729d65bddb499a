import { createContext, type ReactNode, use, useEffect, useMemo } from 'react';
import { useQuery } from 'urql';
import { dateOfInstant } from './format.ts';
import { graphql } from './graphql.ts';
import { problemOf } from './problem.ts';
import { useSession } from './session.ts';

const momentQuery = graphql(`
  query Moment { moment { asOf today firstRecordedAt lastRecordedAt } }
`);

/** The moment that the whole app shows. */
export interface Moment {
  /** The instant asked for, ISO 8601 in UTC; null is now. */
  readonly asOf: string | null;
  /** Nothing can be changed in the past: actions are not shown. */
  readonly readOnly: boolean;
  /** The business day of the answers, YYYY-MM-DD. */
  readonly today: string;
  readonly firstRecordedAt: string | null;
  readonly lastRecordedAt: string | null;
}

const MomentContext = createContext<Moment | null>(null);

export function MomentProvider({
  asOf,
  onRefused,
  children,
}: {
  asOf: string | null;
  /** The server knows no such moment: by the clock of a demonstration it lies ahead. */
  onRefused: () => void;
  children: ReactNode;
}) {
  const [{ data, error }] = useQuery({ query: momentQuery });
  const refused = asOf !== null && error !== undefined && problemOf(error).kind === 'invalid';
  useEffect(() => {
    if (refused) onRefused();
  }, [refused, onRefused]);
  const answer = data?.moment;
  const { present } = useSession();
  const day = asOf === null ? present?.today : dateOfInstant(asOf);
  const moment = useMemo<Moment>(
    () => ({
      asOf,
      readOnly: asOf !== null,
      today: answer?.today ?? day ?? dateOfInstant(new Date().toISOString()),
      firstRecordedAt: answer?.firstRecordedAt ?? null,
      lastRecordedAt: answer?.lastRecordedAt ?? null,
    }),
    [asOf, answer, day],
  );
  return <MomentContext value={moment}>{children}</MomentContext>;
}

export function useMoment(): Moment {
  const moment = use(MomentContext);
  if (moment === null) throw new Error('useMoment is for screens inside the frame');
  return moment;
}
