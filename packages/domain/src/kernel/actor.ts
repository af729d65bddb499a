/** What a person (or the worker) may do in the platform, held through an office in a unit. */
export const ROLES = ['ADMINISTRATOR', 'PLANNER', 'OFFICER', 'LEADER', 'AUDITOR', 'SERVICE'] as const;
export type Role = (typeof ROLES)[number];

/**
 * Who acts. An office (chức vụ) is a person's post in a unit; every right comes from it.
 * `unitId` and `officeId` are null only for the service and for the first administrator.
 */
export interface Actor {
  readonly userId: string;
  readonly officeId: string | null;
  readonly unitId: string | null;
  readonly role: Role;
  /** The office in whose name the actor signs (KT., TL., uỷ quyền); null when in their own. */
  readonly onBehalfOfOfficeId: string | null;
}
