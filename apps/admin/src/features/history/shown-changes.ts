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
  'dueMoved',
  'mediaType',
]);

/**
 * What a step said for itself: it stands beside what was said earlier and does not take its place, so it is
 * told whole, also when the same was said before. The people of check-ins add up.
 */
const said: ReadonlySet<string> = new Set([
  'periodId',
  'text',
  'people',
  'note',
  'summary',
  'proposal',
  'proposedDueOn',
  'submittedOn',
  'confirmedOn',
  'releasedUnitIds',
]);

/** The file of each piece of evidence, by its id. */
export function fileNamesIn(entries: readonly Pick<HistoryEntry, 'data'>[]): ReadonlyMap<unknown, unknown> {
  const data = entries.map((entry) => entry.data as Record<string, unknown>);
  return new Map(
    data.flatMap(({ evidenceId, fileName }) => (fileName === undefined ? [] : [[evidenceId, fileName]])),
  );
}

/**
 * The changes that tell a person something: empty stays empty is no change. What withdraws a piece of evidence tells its
 * file, which `fileNames` knows.
 */
export function shownChanges(
  { changes, data }: Pick<HistoryEntry, 'changes' | 'data'>,
  fileNames: ReadonlyMap<unknown, unknown> = new Map(),
): readonly Change[] {
  const { evidenceId, fileName } = data as Record<string, unknown>;
  if (fileName === undefined && fileNames.has(evidenceId))
    return [{ field: 'fileName', before: null, after: fileNames.get(evidenceId) }];
  const changed = new Map(changes.map((change) => [change.field, change]));
  return Object.entries(data as Record<string, unknown>)
    .map(([field, after]) =>
      said.has(field) ? { field, before: null, after } : (changed.get(field) ?? null),
    )
    .filter((change) => change !== null)
    .filter(({ field, before, after }) => !hidden.has(field) && !(isEmpty(before) && isEmpty(after)));
}

function isEmpty(value: unknown): boolean {
  return (
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  );
}
