import { type AccessRules, signedIn } from '../access/rules.ts';

export const platformAccess: AccessRules = {
  'Query.moment': signedIn,
  'Query.eventTypes': signedIn,
  'Query.commandTypes': signedIn,
  'Query._entities': signedIn,
  'Query._service': signedIn,
};
