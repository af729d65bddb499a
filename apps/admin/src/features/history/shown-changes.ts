import type { HistoryEntry } from './history-entry-fields.ts';

type Change = HistoryEntry['changes'][number];

/** Said elsewhere in the entry, or an id that means nothing to a person. */
const hidden: ReadonlySet<string> = new Set([
  'reason',
  'taskId',
  'planId',
  'parentTaskId',
  'sectionId',
  'parentSectionId',
  'checkInId',
  'changeId',
  'evidenceId',
  'deliverableId',
  'coordinationId',
  'contributionId',
  'reportId',
  'amendmentId',
  'accountId',
  'officeId',
  'groupId',
  'sha256',
  'mediaType',
]);

/** The changes that tell a person something: empty stays empty is no change. */
export function shownChanges(changes: readonly Change[]): readonly Change[] {
  return changes.filter(
    ({ field, before, after }) => !hidden.has(field) && !(isEmpty(before) && isEmpty(after)),
  );
}

function isEmpty(value: unknown): boolean {
  return (
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  );
}
