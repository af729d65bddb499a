import { graphql } from '../../platform/graphql.ts';
import { taskDetailFields } from './task-detail-operations.ts';

/** The commands of a task, each under the name of its mutation. */

export const addTask = graphql(
  `mutation AddTask($input: AddTaskInput!) { addTask(input: $input) { ...TaskDetail } }`,
  [taskDetailFields],
);

export const changeTaskDetails = graphql(
  `mutation ChangeTaskDetails($input: ChangeTaskDetailsInput!) { changeTaskDetails(input: $input) { ...TaskDetail } }`,
  [taskDetailFields],
);

export const assignTask = graphql(
  `mutation AssignTask($input: AssignTaskInput!) { assignTask(input: $input) { ...TaskDetail } }`,
  [taskDetailFields],
);

export const acknowledgeTask = graphql(
  `mutation AcknowledgeTask($input: AcknowledgeTaskInput!) { acknowledgeTask(input: $input) { ...TaskDetail } }`,
  [taskDetailFields],
);

export const acceptTaskRequest = graphql(
  `mutation AcceptTaskRequest($input: AcceptTaskRequestInput!) { acceptTaskRequest(input: $input) { ...TaskDetail } }`,
  [taskDetailFields],
);

export const declineTaskRequest = graphql(
  `mutation DeclineTaskRequest($input: DeclineTaskRequestInput!) { declineTaskRequest(input: $input) { ...TaskDetail } }`,
  [taskDetailFields],
);

export const requestTaskChange = graphql(
  `mutation RequestTaskChange($input: RequestTaskChangeInput!) { requestTaskChange(input: $input) { ...TaskDetail } }`,
  [taskDetailFields],
);

export const withdrawTaskChange = graphql(
  `mutation WithdrawTaskChange($input: WithdrawTaskChangeInput!) { withdrawTaskChange(input: $input) { ...TaskDetail } }`,
  [taskDetailFields],
);

export const grantTaskChange = graphql(
  `mutation GrantTaskChange($input: GrantTaskChangeInput!) { grantTaskChange(input: $input) { ...TaskDetail } }`,
  [taskDetailFields],
);

export const refuseTaskChange = graphql(
  `mutation RefuseTaskChange($input: RefuseTaskChangeInput!) { refuseTaskChange(input: $input) { ...TaskDetail } }`,
  [taskDetailFields],
);

export const checkIn = graphql(
  `mutation CheckIn($input: CheckInInput!) { checkIn(input: $input) { ...TaskDetail } }`,
  [taskDetailFields],
);

export const attachEvidence = graphql(
  `mutation AttachEvidence($input: AttachEvidenceInput!) { attachEvidence(input: $input) { ...TaskDetail } }`,
  [taskDetailFields],
);

export const withdrawEvidence = graphql(
  `mutation WithdrawEvidence($input: WithdrawEvidenceInput!) { withdrawEvidence(input: $input) { ...TaskDetail } }`,
  [taskDetailFields],
);

export const submitTask = graphql(
  `mutation SubmitTask($input: SubmitTaskInput!) { submitTask(input: $input) { ...TaskDetail } }`,
  [taskDetailFields],
);

export const confirmTask = graphql(
  `mutation ConfirmTask($input: ConfirmTaskInput!) { confirmTask(input: $input) { ...TaskDetail } }`,
  [taskDetailFields],
);

export const returnTask = graphql(
  `mutation ReturnTask($input: ReturnTaskInput!) { returnTask(input: $input) { ...TaskDetail } }`,
  [taskDetailFields],
);

export const cancelTask = graphql(
  `mutation CancelTask($input: CancelTaskInput!) { cancelTask(input: $input) { ...TaskDetail } }`,
  [taskDetailFields],
);

/** Asks the task too: its list of coordinations has one more. */
export const inviteCoordination = graphql(
  `mutation InviteCoordination($input: InviteCoordinationInput!) {
    inviteCoordination(input: $input) { id task { ...TaskDetail } }
  }`,
  [taskDetailFields],
);
