import { graphql, type ResultOf } from '../../platform/graphql.ts';
import { unitContactFields } from '../../ui/unit-contacts.tsx';

/** One coordination as its page and the task's list show it. */
export const coordinationFields = graphql(`
  fragment CoordinationFields on Coordination {
    id mode origin state scope dueOn declineReason conclusion openedAt waitingSince availableCommands revision
    unit { id name nameEnglish shortName }
    leadUnit { id name nameEnglish shortName }
    openChange { id scope dueOn reason proposedAt }
    contributions { id text recordedAt }
    task {
      id code title titleEnglish status submitted light dueOn daysLeft percent illustrative
      plan { id title titleEnglish number year }
    }
  }
`);
export type CoordinationDetail = ResultOf<typeof coordinationFields>;

export const coordinationQuery = graphql(
  `query OneCoordination($id: ID!) { coordination(id: $id) { ...CoordinationFields } }`,
  [coordinationFields],
);

/** With whom to call in each unit; what changes one coordination need not say it again. */
export const coordinationsOfTaskQuery = graphql(
  `
  query CoordinationsOfTask($taskId: ID!) {
    task(id: $taskId) { id coordinations { ...CoordinationFields unit { id ...UnitContacts } } }
  }
`,
  [coordinationFields, unitContactFields],
);

export type CoordinationOnTask = NonNullable<
  ResultOf<typeof coordinationsOfTaskQuery>['task']
>['coordinations'][number];

const inboxItemFields = graphql(`
  fragment InboxItemFields on InboxItem {
    id kind since dueOn
    task { id code title titleEnglish light dueOn availableCommands plan { id number year } }
    coordination { id scope openChange { scope } availableCommands revision state }
    actingUnit { id name nameEnglish shortName }
    waitingUnit { id name nameEnglish shortName }
  }
`);
export type InboxItem = ResultOf<typeof inboxItemFields>;

export const inboxQuery = graphql(
  `
  query CoordinationInbox($unitId: ID!) {
    coordinationInbox(unitId: $unitId) {
      unit { id name nameEnglish shortName }
      waitingForUsCount
      waitingForUs(first: 100) { ...InboxItemFields }
      weWaitForCount
      weWaitFor(first: 100) { ...InboxItemFields }
    }
  }
`,
  [inboxItemFields],
);

export const coordinationChanged = graphql(
  `
  subscription CoordinationChanged($unitId: ID, $taskId: ID) {
    coordinationChanged(unitId: $unitId, taskId: $taskId) { ...CoordinationFields }
  }
`,
  [coordinationFields],
);

/** Task steps move the inbox too; what the answer holds is enough to know that something moved. */
export const taskChangedForInbox = graphql(`
  subscription InboxTaskChanged($unitId: ID) { taskChanged(unitId: $unitId) { id revision } }
`);
