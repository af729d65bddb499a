import { graphql, type ResultOf } from '../../platform/graphql.ts';
import { unitContactFields } from '../../ui/unit-contacts.tsx';
import { taskRowFields } from './task-operations.ts';

/** All that the page of one task shows. Commands answer with it, so that the page is new at once. */
export const taskDetailFields = graphql(
  `
  fragment TaskDetail on Task {
    ...TaskRow
    sectionId countsPeople illustrative assignedOn declineReason
    submittedOn submissionSummary confirmedOn confirmationNote returnReason cancelReason changedAt
    availableCommands
    plan {
      id title titleEnglish number year status issuedOn closedOn
      sections { id mark title titleEnglish }
    }
    parent { id code title titleEnglish }
    coordinations { id state origin unit { id name nameEnglish shortName } }
    children { ...TaskRow }
    schedule {
      kind startsOn dueOn
      periods { id label startsOn endsOn checkIn { id percent } }
    }
    deliverables { id title evidenceCount }
    people { female male }
    checkIns {
      id periodId percent text recordedAt superseded
      people { female male }
      office { id title titleEnglish }
    }
    evidence {
      id deliverableId fileName mediaType size url attachedAt late withdrawnReason
      unit { id name nameEnglish shortName }
    }
    openChange { id proposal proposedDueOn reason state requestedAt }
    changes { id proposal proposedDueOn grantedDueOn reason state answer requestedAt answeredAt }
  }
`,
  [taskRowFields],
);
export type TaskDetail = ResultOf<typeof taskDetailFields>;

/** Whom to call is asked with the page alone: no command changes it. */
export const taskQuery = graphql(
  `query TaskPageOne($id: ID!) { task(id: $id) { ...TaskDetail leadUnit { id ...UnitContacts } } }`,
  [taskDetailFields, unitContactFields],
);
export type TaskOnPage = NonNullable<ResultOf<typeof taskQuery>['task']>;

export const taskChangedOnPage = graphql(
  `subscription TaskChangedOnPage($taskId: ID!) { taskChanged(taskId: $taskId) { ...TaskDetail } }`,
  [taskDetailFields],
);
