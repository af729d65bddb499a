import type { Role } from '@songhanh/domain/kernel';
import type { RequestViewer } from '../../platform/graphql/request-context.ts';
import type { AccountRow, OfficeRow } from './account.tables.ts';

const seesAllContacts: readonly Role[] = ['ADMINISTRATOR', 'PLANNER', 'AUDITOR', 'SERVICE'];

/** Contacts of a unit: for those who keep accounts, plan or audit, and for the unit's own people. */
export function seesContactsOf(viewer: RequestViewer | null, unitIds: readonly (string | null)[]): boolean {
  if (viewer === null) return false;
  return (
    seesAllContacts.includes(viewer.actor.role) || unitIds.some((id) => id !== null && id === viewer.unitId)
  );
}

/** An account as the schema shows it to a viewer: without name, e-mail and phone for who may not see them. */
export function accountView(row: AccountRow, viewer: RequestViewer | null) {
  const { id, status, illustrative, revision } = row;
  const sees = row.id === viewer?.accountId || seesContactsOf(viewer, row.unitIds);
  const { fullName, email, phone } = sees ? row : { fullName: null, email: null, phone: null };
  return { id, fullName, email, phone, status, illustrative, revision };
}

export function officeView({ id, accountId, unitId, title, titleEnglish, role, since, lastDay }: OfficeRow) {
  return {
    ...{ id, title, titleEnglish, role, since, lastDay },
    account: { id: accountId },
    unit: unitId === null ? null : { id: unitId },
  };
}
