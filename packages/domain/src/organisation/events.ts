import { z } from 'zod';
import { defineEvent, type EventOf, fields } from '../kernel/index.ts';

// These names and shapes are the storage format: they are never renamed; a new shape is a new version with
// an upcaster.

const { id, date, title } = fields;

/** What a unit is. Party bodies and mass organisations are requested, never ordered. */
export const unitKind = z.enum([
  'PROVINCE',
  'DISTRICT',
  'COMMUNE',
  'DEPARTMENT',
  'VERTICAL_AGENCY',
  'PARTY_BODY',
  'MASS_ORGANISATION',
  'PRESS_AGENCY',
]);

/** Official code of the administrative unit (reused across reforms), or null for an agency. */
export const officialCode = z
  .string()
  .regex(/^[0-9]{2,5}$/u, 'UNIT_CODE_MALFORMED')
  .nullable();

const unitEstablished = defineEvent({
  type: 'UnitEstablished',
  description: 'A unit came into being (or was entered) with its first name and code.',
  schema: z.object({
    unitId: id,
    parentUnitId: id.nullable(),
    kind: unitKind,
    name: title,
    nameEnglish: title.nullable(),
    shortName: z.string().trim().min(1).max(60),
    code: officialCode,
    since: date,
  }),
});

const unitRenamed = defineEvent({
  type: 'UnitRenamed',
  description: 'A unit got another name or code from a date on; the earlier ones stay true before it.',
  schema: z.object({
    unitId: id,
    name: title,
    nameEnglish: title.nullable(),
    shortName: z.string().trim().min(1).max(60),
    code: officialCode,
    since: date,
    /** The legal act, as text. */
    legalAct: title.nullable(),
  }),
});

const unitDissolved = defineEvent({
  type: 'UnitDissolved',
  description: 'A unit ceased to be; its successors take over, or none does by decision.',
  schema: z.object({
    unitId: id,
    lastDay: date,
    successorUnitIds: z.array(id).max(50),
    legalAct: title.nullable(),
  }),
});

const unitGroupDefined = defineEvent({
  type: 'UnitGroupDefined',
  description: 'A named group of units ("the 9 districts") was defined.',
  schema: z.object({
    groupId: id,
    name: title,
    nameEnglish: title.nullable(),
    memberUnitIds: z.array(id).min(1).max(200),
    since: date,
  }),
});

const unitGroupChanged = defineEvent({
  type: 'UnitGroupChanged',
  description: 'The members of a group changed from a date on.',
  schema: z.object({ groupId: id, memberUnitIds: z.array(id).min(1).max(200), since: date }),
});

export const organisationEvents = [
  unitEstablished,
  unitRenamed,
  unitDissolved,
  unitGroupDefined,
  unitGroupChanged,
] as const;

export type OrganisationEvent = EventOf<(typeof organisationEvents)[number]>;
export type UnitKind = z.output<typeof unitKind>;
