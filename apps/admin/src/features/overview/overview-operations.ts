import { graphql, type ResultOf } from '../../platform/graphql.ts';

export const overviewCountsQuery = graphql(`
  query OverviewCounts($filter: TaskFilter, $submitted: TaskFilter, $unassigned: TaskFilter) {
    taskCounts(filter: $filter) { taskCount percent byStatus { status count } byLight { light count } }
    submitted: taskCounts(filter: $submitted) { taskCount }
    unassigned: taskCounts(filter: $unassigned) { taskCount }
  }
`);

export const dueNextQuery = graphql(`
  query OverviewDueNext($unitId: ID, $withinDays: Int!, $first: Int!) {
    dueTasks(unitId: $unitId, withinDays: $withinDays, first: $first) {
      id code title titleEnglish light dueOn daysLeft percent revision
      leadUnit { id name nameEnglish shortName }
    }
  }
`);

/** Only what is still open has a next due day; 500 is the server's own bound for one page. */
export const weeksAheadQuery = graphql(`
  query OverviewWeeksAhead($filter: TaskFilter) {
    tasks(filter: $filter, sort: { field: DUE_ON, direction: ASCENDING }, first: 500) {
      totalCount
      edges { node { id dueOn light childCount } }
    }
  }
`);

const waitingItemFields = graphql(`
  fragment OverviewInboxItem on InboxItem {
    id kind since dueOn
    task { id code title titleEnglish }
    coordination { id scope }
    actingUnit { id name nameEnglish shortName }
    waitingUnit { id name nameEnglish shortName }
  }
`);
export type WaitingItem = ResultOf<typeof waitingItemFields>;

export const overviewInboxQuery = graphql(
  `
  query OverviewInbox($unitId: ID, $first: Int!) {
    coordinationInbox(unitId: $unitId) {
      unit { id }
      waitingForUsCount
      waitingForUs(first: $first) { ...OverviewInboxItem }
      weWaitForCount
      weWaitFor(first: $first) { ...OverviewInboxItem }
    }
  }
`,
  [waitingItemFields],
);

export const waitingEdgesQuery = graphql(`
  query OverviewWaitingEdges($first: Int!) {
    waitingEdges(first: $first) {
      count oldestSince
      waitingUnit { id name nameEnglish shortName }
      actingUnit { id name nameEnglish shortName }
    }
  }
`);

export const plansInForceQuery = graphql(`
  query OverviewPlans {
    plans(statuses: [ISSUED], first: 12) {
      totalCount
      edges {
        node {
          id title titleEnglish number year illustrative
          issuingUnit { id name nameEnglish shortName }
          progress { taskCount percent byLight { light count } }
        }
      }
    }
  }
`);

export const taskChangedForOverview = graphql(`
  subscription OverviewTaskChanged { taskChanged { id revision status light percent } }
`);

export const coordinationChangedForOverview = graphql(`
  subscription OverviewCoordinationChanged { coordinationChanged { id revision state } }
`);
