import { graphql, type ResultOf } from '../../platform/graphql.ts';

/** A plan that another plan names. */
const planLinkFields = graphql(`
  fragment PlanLink on Plan { id title titleEnglish number year status }
`);
export type PlanLink = ResultOf<typeof planLinkFields>;

export const planFields = graphql(
  `
  fragment PlanFields on Plan {
    ...PlanLink
    issuedOn signerOffice closingSummary closedOn illustrative availableCommands revision
    issuingUnit { id name nameEnglish shortName }
    draftingUnit { id name nameEnglish shortName }
    legalBases { number issuedOn subject }
    parents { ...PlanLink }
    siblings { ...PlanLink }
    children { ...PlanLink }
    amendments { id number issuedOn signerOffice summary }
    progress { taskCount percent byStatus { status count } byLight { light count } }
    sections {
      id parentId kind mark title titleEnglish
      progress { taskCount percent byLight { light count } }
    }
  }
`,
  [planLinkFields],
);
export type PlanDetail = ResultOf<typeof planFields>;
export type PlanSection = PlanDetail['sections'][number];

export const planQuery = graphql(`query OnePlan($id: ID!) { plan(id: $id) { ...PlanFields } }`, [planFields]);

/** Under which numbers plans of a year were issued. */
export const planNumbersQuery = graphql(`
  query PlanNumbers($year: Int!) {
    plans(statuses: [ISSUED, CLOSED], year: $year, first: 200) {
      edges { node { id number issuingUnit { id } } }
    }
  }
`);

/** A row of the list; what a plan holds is read by its page. */
const planRowFields = graphql(`
  fragment PlanRow on Plan {
    id title titleEnglish number year status issuedOn illustrative
    issuingUnit { id name nameEnglish shortName }
    progress { taskCount percent byLight { light count } }
  }
`);
export type PlanRow = ResultOf<typeof planRowFields>;

export const planListQuery = graphql(
  `
  query PlanList($statuses: [PlanStatus!], $year: Int, $after: String) {
    plans(statuses: $statuses, year: $year, first: 100, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges { node { ...PlanRow } }
    }
  }
`,
  [planRowFields],
);

/** All plans that another may name as parent or sibling. */
export const planChoicesQuery = graphql(
  `query PlanChoices { plans(first: 200) { edges { node { ...PlanLink } } } }`,
  [planLinkFields],
);

/** Tasks in the order of the annex; 500 is the server's bound for one page, longer plans lead to the list. */
const planTaskFields = graphql(`
  fragment PlanTask on Task {
    id code title titleEnglish sectionId status light submitted dueOn daysLeft percent childCount revision schedule { dueOn }
    leadUnit { id name nameEnglish shortName }
  }
`);
export type PlanTask = ResultOf<typeof planTaskFields>;

export const planTasksQuery = graphql(
  `
  query PlanTasks($filter: TaskFilter) {
    tasks(filter: $filter, sort: { field: CODE, direction: ASCENDING }, first: 500) {
      totalCount
      edges { node { ...PlanTask } }
    }
  }
`,
  [planTaskFields],
);

export const planTaskChanged = graphql(
  `subscription PlanTaskChanged($planId: ID) { taskChanged(planId: $planId) { ...PlanTask } }`,
  [planTaskFields],
);
