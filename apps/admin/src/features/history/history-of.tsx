import { useEffect, useRef } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../platform/graphql.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { History } from './history.tsx';
import { historyEntryFields } from './history-entry-fields.ts';

const queries = {
  task: graphql(
    `query TaskHistory($id: ID!) { one: task(id: $id) { id history { ...HistoryEntryFields } } }`,
    [historyEntryFields],
  ),
  plan: graphql(
    `query PlanHistory($id: ID!) { one: plan(id: $id) { id history { ...HistoryEntryFields } } }`,
    [historyEntryFields],
  ),
  unit: graphql(
    `query UnitHistory($id: ID!) { one: unit(id: $id) { id history { ...HistoryEntryFields } } }`,
    [historyEntryFields],
  ),
  coordination: graphql(
    `query CoordinationHistory($id: ID!) { one: coordination(id: $id) { id history { ...HistoryEntryFields } } }`,
    [historyEntryFields],
  ),
  report: graphql(
    `query ReportHistory($id: ID!) { one: report(id: $id) { id history { ...HistoryEntryFields } } }`,
    [historyEntryFields],
  ),
};

export interface HistoryOfProps {
  readonly noun: keyof typeof queries;
  readonly id: string;
  /** Of the thing's stream: when it grows, the history is asked for again. */
  readonly revision: number;
}

/** The history of one thing, as the platform recorded it. */
export function HistoryOf({ noun, id, revision }: HistoryOfProps) {
  const [answer, ask] = useQuery({ query: queries[noun], variables: { id } });
  const seen = useRef(revision);
  useEffect(() => {
    if (seen.current === revision) return;
    seen.current = revision;
    ask({ requestPolicy: 'network-only' });
  }, [revision, ask]);
  return (
    <Loaded answer={answer} onRetry={() => ask({ requestPolicy: 'network-only' })} lines={8}>
      {({ one }) => <History entries={one?.history ?? []} />}
    </Loaded>
  );
}
