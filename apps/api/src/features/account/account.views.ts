import type { RequestViewer } from '../../platform/graphql/request-context.ts';
import type { AccountRow, OfficeRow } from './account.tables.ts';
import type { SeesContacts } from './contact-rule.ts';

/** An account as the schema shows it to a viewer: without name, e-mail and phone for who may not see them. */
export function accountView(row: AccountRow, viewer: RequestViewer | null, seesContacts: SeesContacts) {
  const { id, status, illustrative, revision } = row;
  const sees = row.id === viewer?.accountId || seesContacts(row.unitIds);
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
