import { graphql, type ResultOf } from '../../platform/graphql.ts';

/** What a row of a list, a card of the board and a child in a table show. */
export const taskRowFields = graphql(`
  fragment TaskRow on Task {
    id code title titleEnglish status light submitted percent dueOn daysLeft assignment mode childCount revision
    schedule { dueOn }
    leadUnit { id name nameEnglish shortName }
    coordinatingUnitCount
    coordinatingUnits(first: 3) { id name nameEnglish shortName }
  }
`);
export type TaskRow = ResultOf<typeof taskRowFields>;

export const taskPageQuery = graphql(
  `
  query TaskPage($filter: TaskFilter, $sort: TaskSort, $first: Int, $after: String) {
    tasks(filter: $filter, sort: $sort, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges { node { ...TaskRow } }
    }
  }
`,
  [taskRowFields],
);

/** The plans to filter by; there are a handful a year. */
export const taskPlansQuery = graphql(`
  query TaskPlans {
    plans(first: 200) { edges { node { id title titleEnglish number year status } } }
  }
`);

export const taskChangedInList = graphql(`subscription TaskChangedInList { taskChanged { ...TaskRow } }`, [
  taskRowFields,
]);
