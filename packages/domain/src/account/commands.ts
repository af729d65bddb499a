import { z } from 'zod';
import { type CommandOf, defineCommand, fields, ROLES } from '../kernel/index.ts';

const { id, date, title, reason } = fields;
const streamId = (input: { accountId: string }): string => input.accountId;
const person = {
  fullName: z.string().trim().min(1).max(200),
  email: z.email().max(254),
  phone: z.string().trim().min(3).max(40).nullish(),
};

/**
 * Requirements:
 * - once per account; only by an administrator
 */
export const openAccount = defineCommand({
  name: 'OpenAccount',
  description: 'Open an account for a person. The password is set apart, in the vault.',
  schema: z.object({ accountId: id, ...person, illustrative: z.boolean().default(false) }),
  streamId,
  refusals: ['ACCOUNT_ALREADY_OPENED'],
});

/**
 * Requirements:
 * - by an administrator or the person; the same details change nothing
 */
export const changeAccountDetails = defineCommand({
  name: 'ChangeAccountDetails',
  description: "Change a person's name, e-mail or phone.",
  schema: z.object({ accountId: id, ...person }),
  streamId,
  refusals: ['ACCOUNT_NOT_FOUND', 'ACCOUNT_CLOSED', 'ACCOUNT_ERASED'],
});

/**
 * Requirements:
 * - the unit exists and is in being; only the administrator and the service have no unit
 * - a person holds at most one current office per unit; an office id serves once
 */
export const grantOffice = defineCommand({
  name: 'GrantOffice',
  description: 'Give a person an office in a unit.',
  schema: z.object({
    accountId: id,
    officeId: id,
    unitId: id.nullish(),
    title,
    titleEnglish: title.nullish(),
    role: z.enum(ROLES),
    since: date,
  }),
  streamId,
  refusals: [
    'ACCOUNT_NOT_FOUND',
    'ACCOUNT_CLOSED',
    'UNIT_NOT_FOUND',
    'UNIT_NOT_IN_BEING',
    'UNIT_NEEDED',
    'OFFICE_ALREADY_HELD',
  ],
});

/**
 * Requirements:
 * - an office ends once, not before it began; the last administrator's office does not end by their own hand
 */
export const endOffice = defineCommand({
  name: 'EndOffice',
  description: 'End an office of a person.',
  schema: z.object({ accountId: id, officeId: id, lastDay: date }),
  streamId,
  refusals: [
    'ACCOUNT_NOT_FOUND',
    'OFFICE_NOT_FOUND',
    'OFFICE_ALREADY_ENDED',
    'BEFORE_OFFICE_BEGAN',
    'OWN_ADMINISTRATOR_OFFICE',
  ],
});

/**
 * Requirements:
 * - with a reason; closing a closed account changes nothing; nobody closes their own account
 */
export const closeAccount = defineCommand({
  name: 'CloseAccount',
  description: 'Close an account with a reason.',
  schema: z.object({ accountId: id, reason }),
  streamId,
  refusals: ['ACCOUNT_NOT_FOUND', 'OWN_ACCOUNT'],
});

/**
 * Requirements:
 * - only a closed account; erasing again changes nothing
 * - the key is destroyed by whoever follows the event
 */
export const eraseAccount = defineCommand({
  name: 'EraseAccount',
  description: "Erase a person's data by destroying their key.",
  schema: z.object({ accountId: id, reason }),
  streamId,
  refusals: ['ACCOUNT_NOT_FOUND', 'ACCOUNT_NOT_CLOSED'],
});

export const accountCommands = [
  openAccount,
  changeAccountDetails,
  grantOffice,
  endOffice,
  closeAccount,
  eraseAccount,
] as const;

export type AccountCommand = CommandOf<(typeof accountCommands)[number]>;
