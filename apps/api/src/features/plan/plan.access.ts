import { type AccessRules, signedIn } from '../../platform/access/rules.ts';

/** Which plans are shown says `visiblePlans`; who may change one says the noun's policy. */
export const planAccess: AccessRules = {
  'Query.plan': signedIn,
  'Query.plans': signedIn,
  'Mutation.draftPlan': signedIn,
  'Mutation.changePlanHeading': signedIn,
  'Mutation.addPlanSection': signedIn,
  'Mutation.changePlanSection': signedIn,
  'Mutation.issuePlan': signedIn,
  'Mutation.correctPlanIssue': signedIn,
  'Mutation.amendPlan': signedIn,
  'Mutation.closePlan': signedIn,
  'Mutation.withdrawPlan': signedIn,
};
