import { z } from 'zod';
import { defineEvent, type EventOf, fields, ROLES } from '../kernel/index.ts';

// These names and shapes are the storage format: they are never renamed; a new shape is a new version with
// an upcaster. No credential is ever an event: passwords and sessions live in the vault.

const { id, date, title, reason, personalText } = fields;

const person = { fullName: personalText(200), email: personalText(254), phone: personalText(40) };
const personal = [
  { field: 'fullName', subjectField: 'accountId' },
  { field: 'email', subjectField: 'accountId' },
  { field: 'phone', subjectField: 'accountId' },
];

const accountOpened = defineEvent({
  type: 'AccountOpened',
  description: 'A person got an account.',
  schema: z.object({ accountId: id, ...person, illustrative: z.boolean() }),
  personal,
});

const accountDetailsChanged = defineEvent({
  type: 'AccountDetailsChanged',
  description: "A person's name, e-mail or phone changed.",
  schema: z.object({ accountId: id, ...person }),
  personal,
});

const officeGranted = defineEvent({
  type: 'OfficeGranted',
  description: 'A person took up an office in a unit, with the role that goes with it.',
  part: 'officeId',
  schema: z.object({
    accountId: id,
    officeId: id,
    unitId: id.nullable(),
    title,
    titleEnglish: title.nullable(),
    role: z.enum(ROLES),
    since: date,
  }),
});

const officeEnded = defineEvent({
  type: 'OfficeEnded',
  description: 'A person left an office; every right that came from it ends with the day.',
  part: 'officeId',
  schema: z.object({ accountId: id, officeId: id, lastDay: date }),
});

const accountClosed = defineEvent({
  type: 'AccountClosed',
  description: 'An account was closed with a reason; it can no longer sign in.',
  schema: z.object({ accountId: id, reason }),
});

const accountErased = defineEvent({
  type: 'AccountErased',
  description: "The person's data were erased by destroying their key; what they did stays, without a name.",
  schema: z.object({ accountId: id, reason }),
});

export const accountEvents = [
  accountOpened,
  accountDetailsChanged,
  officeGranted,
  officeEnded,
  accountClosed,
  accountErased,
] as const;

export type AccountEvent = EventOf<(typeof accountEvents)[number]>;
