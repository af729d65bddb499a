import { type AccessRules, signedIn } from '../../platform/access/rules.ts';

/** Coordinations are on tasks of issued plans, which whoever is signed in may see. */
export const coordinationAccess: AccessRules = {
  'Query.coordination': signedIn,
  'Query.coordinationInbox': signedIn,
  'Query.waitingEdges': signedIn,
  'Subscription.coordinationChanged': signedIn,
  'Mutation.inviteCoordination': signedIn,
  'Mutation.withdrawInvitation': signedIn,
  'Mutation.acknowledgeCoordination': signedIn,
  'Mutation.acceptCoordination': signedIn,
  'Mutation.declineCoordination': signedIn,
  'Mutation.proposeCoordinationChange': signedIn,
  'Mutation.withdrawCoordinationChange': signedIn,
  'Mutation.grantCoordinationChange': signedIn,
  'Mutation.refuseCoordinationChange': signedIn,
  'Mutation.contribute': signedIn,
  'Mutation.concludeCoordination': signedIn,
};
