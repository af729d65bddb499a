import { type AccessRules, signedIn } from '../../platform/access/rules.ts';

/** Whoever is signed in sees the organisation; who may change it says the noun's policy. */
export const organisationAccess: AccessRules = {
  'Query.unit': signedIn,
  'Query.units': signedIn,
  'Query.unitGroups': signedIn,
  'Mutation.establishUnit': signedIn,
  'Mutation.renameUnit': signedIn,
  'Mutation.dissolveUnit': signedIn,
  'Mutation.defineUnitGroup': signedIn,
  'Mutation.changeUnitGroup': signedIn,
};
