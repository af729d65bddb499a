import { graphql, type ResultOf } from '../../platform/graphql.ts';

export const historyEntryFields = graphql(`
  fragment HistoryEntryFields on HistoryEntry {
    id type stream revision position recordedAt storedAt reason commandId causationId correlationId data
    actor {
      accountId role
      office { id title titleEnglish }
      unit { id name nameEnglish shortName }
    }
    changes { field before after }
  }
`);
export type HistoryEntry = ResultOf<typeof historyEntryFields>;
