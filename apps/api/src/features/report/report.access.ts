import { type AccessRules, signedIn } from '../../platform/access/rules.ts';

/** Reports speak of issued plans, which whoever is signed in may read; the worker's part is the noun's policy. */
export const reportAccess: AccessRules = {
  'Query.report': signedIn,
  'Query.reports': signedIn,
  'Subscription.reportChanged': signedIn,
  'Mutation.requestReport': signedIn,
  'Mutation.startReport': signedIn,
  'Mutation.progressReport': signedIn,
  'Mutation.completeReport': signedIn,
  'Mutation.failReport': signedIn,
};
