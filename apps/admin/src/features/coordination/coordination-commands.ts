import { graphql } from '../../platform/graphql.ts';
import { coordinationFields } from './coordination-operations.ts';

export const withdrawInvitation = graphql(
  `
  mutation WithdrawInvitation($input: WithdrawInvitationInput!) {
    withdrawInvitation(input: $input) { ...CoordinationFields }
  }
`,
  [coordinationFields],
);

export const acknowledgeCoordination = graphql(
  `
  mutation AcknowledgeCoordination($input: AcknowledgeCoordinationInput!) {
    acknowledgeCoordination(input: $input) { ...CoordinationFields }
  }
`,
  [coordinationFields],
);

export const acceptCoordination = graphql(
  `
  mutation AcceptCoordination($input: AcceptCoordinationInput!) {
    acceptCoordination(input: $input) { ...CoordinationFields }
  }
`,
  [coordinationFields],
);

export const declineCoordination = graphql(
  `
  mutation DeclineCoordination($input: DeclineCoordinationInput!) {
    declineCoordination(input: $input) { ...CoordinationFields }
  }
`,
  [coordinationFields],
);

export const proposeCoordinationChange = graphql(
  `
  mutation ProposeCoordinationChange($input: ProposeCoordinationChangeInput!) {
    proposeCoordinationChange(input: $input) { ...CoordinationFields }
  }
`,
  [coordinationFields],
);

export const withdrawCoordinationChange = graphql(
  `
  mutation WithdrawCoordinationChange($input: WithdrawCoordinationChangeInput!) {
    withdrawCoordinationChange(input: $input) { ...CoordinationFields }
  }
`,
  [coordinationFields],
);

export const grantCoordinationChange = graphql(
  `
  mutation GrantCoordinationChange($input: GrantCoordinationChangeInput!) {
    grantCoordinationChange(input: $input) { ...CoordinationFields }
  }
`,
  [coordinationFields],
);

export const refuseCoordinationChange = graphql(
  `
  mutation RefuseCoordinationChange($input: RefuseCoordinationChangeInput!) {
    refuseCoordinationChange(input: $input) { ...CoordinationFields }
  }
`,
  [coordinationFields],
);

export const contribute = graphql(
  `
  mutation Contribute($input: ContributeInput!) {
    contribute(input: $input) { ...CoordinationFields }
  }
`,
  [coordinationFields],
);

export const concludeCoordination = graphql(
  `
  mutation ConcludeCoordination($input: ConcludeCoordinationInput!) {
    concludeCoordination(input: $input) { ...CoordinationFields }
  }
`,
  [coordinationFields],
);

/** Answers with all that an acknowledgement changes of a task, so that its page is new too. */
export const acknowledgeTask = graphql(`
  mutation AcknowledgeTaskInInbox($input: AcknowledgeTaskInput!) {
    acknowledgeTask(input: $input) { id assignment status light revision changedAt availableCommands }
  }
`);

export const acceptTaskRequest = graphql(`
  mutation AcceptTaskRequestInInbox($input: AcceptTaskRequestInput!) {
    acceptTaskRequest(input: $input) { id assignment status light revision changedAt availableCommands }
  }
`);
