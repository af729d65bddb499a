import { type AccessRules, signedIn } from '../../platform/access/rules.ts';

/** Which tasks are shown says `visibleTasks`, whose evidence `seesEvidence`; who may change one says the policy. */
export const taskAccess: AccessRules = {
  'Query.task': signedIn,
  'Query.tasks': signedIn,
  'Query.taskCounts': signedIn,
  'Query.dueTasks': signedIn,
  'Subscription.taskChanged': signedIn,
  'Mutation.addTask': signedIn,
  'Mutation.changeTaskDetails': signedIn,
  'Mutation.assignTask': signedIn,
  'Mutation.acknowledgeTask': signedIn,
  'Mutation.acceptTaskRequest': signedIn,
  'Mutation.declineTaskRequest': signedIn,
  'Mutation.requestTaskChange': signedIn,
  'Mutation.withdrawTaskChange': signedIn,
  'Mutation.grantTaskChange': signedIn,
  'Mutation.refuseTaskChange': signedIn,
  'Mutation.checkIn': signedIn,
  'Mutation.attachEvidence': signedIn,
  'Mutation.withdrawEvidence': signedIn,
  'Mutation.submitTask': signedIn,
  'Mutation.confirmTask': signedIn,
  'Mutation.returnTask': signedIn,
  'Mutation.cancelTask': signedIn,
};
