import { graphql, type ResultOf } from '../../platform/graphql.ts';

const reportFields = graphql(`
  fragment ReportFields on Report {
    id kind asOf locale status percent step attempts failureReason requestedAt endedAt revision
    plan { id title titleEnglish number year }
    unit { id name nameEnglish shortName }
    document { sha256 fileName mediaType size url }
  }
`);
export type ReportRow = ResultOf<typeof reportFields>;

export const reportsQuery = graphql(
  `
  query Reports($planId: ID, $after: String) {
    reports(planId: $planId, first: 50, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges { node { ...ReportFields } }
    }
  }
`,
  [reportFields],
);

export const reportChanged = graphql(
  `subscription ReportChanged($planId: ID) { reportChanged(planId: $planId) { ...ReportFields } }`,
  [reportFields],
);

/** Only issued and closed plans are reported on. */
export const reportPlansQuery = graphql(`
  query ReportPlans {
    plans(statuses: [ISSUED, CLOSED], first: 200) { edges { node { id title titleEnglish number year issuedOn } } }
  }
`);

export const requestReport = graphql(
  `mutation RequestReport($input: RequestReportInput!) { requestReport(input: $input) { ...ReportFields } }`,
  [reportFields],
);
