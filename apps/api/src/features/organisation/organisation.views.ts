import type { NameRow, UnitGroupRow, UnitRow } from './organisation.tables.ts';

/** A unit as the schema shows it, under the name that holds on a day. */
export function unitView(row: UnitRow, today: string) {
  const { id, kind, names, since, lastDay, requestOnly, revision, parentId, successorIds } = row;
  const { name, nameEnglish, shortName, code } = nameOn(names, today);
  return {
    id,
    kind,
    name,
    nameEnglish,
    shortName,
    code,
    names,
    since,
    lastDay,
    requestOnly,
    revision,
    parent: parentId === null ? null : { id: parentId },
    successors: successorIds.map((successorId) => ({ id: successorId })),
  };
}

/** A group as the schema shows it, with the members that it has on a day. */
export function unitGroupView(row: UnitGroupRow, today: string) {
  const { id, name, nameEnglish, memberships, revision } = row;
  const membership = memberships.findLast(({ since }) => since <= today) ?? memberships[0];
  const members = membership?.memberUnitIds ?? [];
  return { id, name, nameEnglish, revision, members: members.map((memberId) => ({ id: memberId })) };
}

/** Before the first name began, a unit is already called by it. */
function nameOn(names: readonly NameRow[], today: string): NameRow {
  const name = names.findLast(({ since }) => since <= today) ?? names[0];
  if (name === undefined) throw new Error('a unit has no name');
  return name;
}
