import { graphql } from '../../platform/graphql.ts';
import { planFields } from './plan-operations.ts';

export const draftPlan = graphql(
  `mutation DraftPlan($input: DraftPlanInput!) { draftPlan(input: $input) { ...PlanFields } }`,
  [planFields],
);

export const changePlanHeading = graphql(
  `
  mutation ChangePlanHeading($input: ChangePlanHeadingInput!) {
    changePlanHeading(input: $input) { ...PlanFields }
  }
`,
  [planFields],
);

export const addPlanSection = graphql(
  `mutation AddPlanSection($input: AddPlanSectionInput!) { addPlanSection(input: $input) { ...PlanFields } }`,
  [planFields],
);

export const changePlanSection = graphql(
  `
  mutation ChangePlanSection($input: ChangePlanSectionInput!) {
    changePlanSection(input: $input) { ...PlanFields }
  }
`,
  [planFields],
);

export const issuePlan = graphql(
  `mutation IssuePlan($input: IssuePlanInput!) { issuePlan(input: $input) { ...PlanFields } }`,
  [planFields],
);

export const correctPlanIssue = graphql(
  `
  mutation CorrectPlanIssue($input: CorrectPlanIssueInput!) {
    correctPlanIssue(input: $input) { ...PlanFields }
  }
`,
  [planFields],
);

export const amendPlan = graphql(
  `mutation AmendPlan($input: AmendPlanInput!) { amendPlan(input: $input) { ...PlanFields } }`,
  [planFields],
);

export const closePlan = graphql(
  `mutation ClosePlan($input: ClosePlanInput!) { closePlan(input: $input) { ...PlanFields } }`,
  [planFields],
);

export const withdrawPlan = graphql(
  `mutation WithdrawPlan($input: WithdrawPlanInput!) { withdrawPlan(input: $input) { ...PlanFields } }`,
  [planFields],
);
