import type { Role } from '@songhanh/domain/kernel';
import type { RequestContext, RequestViewer } from '../../platform/graphql/request-context.ts';
import type { AccountQueries } from './account.queries.ts';

const seesAllContacts: readonly Role[] = ['ADMINISTRATOR', 'PLANNER', 'AUDITOR', 'SERVICE'];

/** Whether contacts of somebody who holds or held offices in these units are shown. */
export type SeesContacts = (unitIds: readonly (string | null)[]) => boolean;

/**
 * Names, e-mails and phones are for those who keep accounts, plan or audit, for the unit's own people, and for the
 * units that work with it on a task. What counts is who works together now, whatever moment is looked at.
 */
export async function contactsSeenBy(
  { viewer, once }: Pick<RequestContext, 'viewer' | 'once'>,
  queries: Pick<AccountQueries, 'partnersOf'>,
): Promise<SeesContacts> {
  if (viewer === null) return contactsSeenIn(null, []);
  const { unitId, actor } = viewer;
  if (unitId === null || seesAllContacts.includes(actor.role)) return contactsSeenIn(viewer, []);
  return contactsSeenIn(
    viewer,
    await once('units whose contacts are seen', () => queries.partnersOf(unitId)),
  );
}

/** `partnerUnitIds` work with the viewer's unit. */
export function contactsSeenIn(
  viewer: RequestViewer | null,
  partnerUnitIds: readonly string[],
): SeesContacts {
  if (viewer === null) return () => false;
  if (seesAllContacts.includes(viewer.actor.role)) return () => true;
  const seen = new Set([viewer.unitId, ...partnerUnitIds]);
  return (unitIds) => unitIds.some((id) => id !== null && seen.has(id));
}
