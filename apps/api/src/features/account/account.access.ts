import { type AccessRules, anyone, roles, signedIn } from '../../platform/access/rules.ts';

/** Who may ask; whose name, e-mail and phone are shown says contact-rule.ts. */
export const accountAccess: AccessRules = {
  'Query.viewer': anyone,
  'Query.account': signedIn,
  'Query.accounts': roles('ADMINISTRATOR', 'AUDITOR'),
  'Mutation.signIn': anyone,
  'Mutation.signOut': anyone,
  'Mutation.setPassword': signedIn,
  'Mutation.openAccount': signedIn,
  'Mutation.changeAccountDetails': signedIn,
  'Mutation.grantOffice': signedIn,
  'Mutation.endOffice': signedIn,
  'Mutation.closeAccount': signedIn,
  'Mutation.eraseAccount': signedIn,
};
