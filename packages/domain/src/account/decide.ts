import {
  type CommandOf,
  type Decision,
  type DecisionContext,
  type FactKey,
  type Facts,
  factOf,
  type Refusal,
  type Role,
  refuse,
} from '../kernel/index.ts';
import type * as commands from './commands.ts';
import type { AccountEvent } from './events.ts';
import { type AccountState, type Office, officeOf, type PersonDetails } from './state.ts';

type Input<Definition> = CommandOf<Definition> extends { input: infer Fields } ? Fields : never;
type Outcome = Decision<AccountEvent>;

/** What an office must know of its unit. */
interface UnitFacts {
  readonly kind: string;
  readonly since: string;
  readonly lastDay: string | null;
}

const rolesWithoutUnit: readonly Role[] = ['ADMINISTRATOR', 'SERVICE'];

export function decide(
  command: commands.AccountCommand,
  state: AccountState,
  context: DecisionContext,
): Outcome {
  switch (command.name) {
    case 'OpenAccount':
      return open(command.input, state);
    case 'ChangeAccountDetails':
      return changeDetails(command.input, state);
    case 'GrantOffice':
      return grantOffice(command.input, state, context.facts);
    case 'EndOffice':
      return endOffice(command.input, state, context.actor.userId);
    case 'CloseAccount':
      return close(command.input, state, context.actor.userId);
    case 'EraseAccount':
      return erase(command.input, state);
    default:
      return command satisfies never;
  }
}

export function factsNeeded(command: commands.AccountCommand): readonly FactKey[] {
  if (command.name !== 'GrantOffice' || !command.input.unitId) return [];
  return [{ noun: 'organisation', id: command.input.unitId }];
}

function open(input: Input<typeof commands.openAccount>, state: AccountState): Outcome {
  const { accountId, illustrative } = input;
  if (state.status !== 'NONE') return refuse('ACCOUNT_ALREADY_OPENED', { accountId });
  return [{ type: 'AccountOpened', data: { accountId, ...personOf(input), illustrative } }];
}

function changeDetails(input: Input<typeof commands.changeAccountDetails>, state: AccountState): Outcome {
  const { accountId } = input;
  if (state.status === 'NONE') return refuse('ACCOUNT_NOT_FOUND', { accountId });
  if (state.status === 'ERASED') return refuse('ACCOUNT_ERASED', { accountId });
  if (state.status === 'CLOSED') return refuse('ACCOUNT_CLOSED', { accountId });
  const person = personOf(input);
  if (samePerson(person, state.person)) return [];
  return [{ type: 'AccountDetailsChanged', data: { accountId, ...person } }];
}

function grantOffice(input: Input<typeof commands.grantOffice>, state: AccountState, facts: Facts): Outcome {
  const { accountId, officeId, title, role, since } = input;
  if (state.status === 'NONE') return refuse('ACCOUNT_NOT_FOUND', { accountId });
  if (state.status !== 'OPEN') return refuse('ACCOUNT_CLOSED', { accountId });
  const unitId = input.unitId ?? null;
  const held = state.offices.find((office) => isInTheWay(office, officeId, unitId, since));
  if (held !== undefined) return refuse('OFFICE_ALREADY_HELD', { officeId: held.officeId });
  const titleEnglish = input.titleEnglish ?? null;
  return (
    refuseUnit(unitId, role, since, facts) ?? [
      { type: 'OfficeGranted', data: { accountId, officeId, unitId, title, titleEnglish, role, since } },
    ]
  );
}

function endOffice(input: Input<typeof commands.endOffice>, state: AccountState, actorId: string): Outcome {
  const { accountId, officeId, lastDay } = input;
  if (state.status === 'NONE') return refuse('ACCOUNT_NOT_FOUND', { accountId });
  const office = officeOf(state.offices, officeId);
  if (office === undefined) return refuse('OFFICE_NOT_FOUND', { officeId });
  if (office.lastDay !== null) return refuse('OFFICE_ALREADY_ENDED', { officeId, lastDay: office.lastDay });
  if (lastDay < office.since) return refuse('BEFORE_OFFICE_BEGAN', { lastDay, since: office.since });
  // A decider sees one account, so it cannot know who is the last administrator: that another must end the
  // office leaves at least one.
  if (office.role === 'ADMINISTRATOR' && actorId === accountId) return refuse('OWN_ADMINISTRATOR_OFFICE');
  return [{ type: 'OfficeEnded', data: { accountId, officeId, lastDay } }];
}

function close(input: Input<typeof commands.closeAccount>, state: AccountState, actorId: string): Outcome {
  const { accountId, reason } = input;
  if (state.status === 'NONE') return refuse('ACCOUNT_NOT_FOUND', { accountId });
  if (actorId === accountId) return refuse('OWN_ACCOUNT');
  return state.status === 'OPEN' ? [{ type: 'AccountClosed', data: { accountId, reason } }] : [];
}

function erase(input: Input<typeof commands.eraseAccount>, state: AccountState): Outcome {
  const { accountId, reason } = input;
  if (state.status === 'NONE') return refuse('ACCOUNT_NOT_FOUND', { accountId });
  if (state.status === 'OPEN') return refuse('ACCOUNT_NOT_CLOSED', { accountId });
  return state.status === 'CLOSED' ? [{ type: 'AccountErased', data: { accountId, reason } }] : [];
}

function personOf(input: Input<typeof commands.changeAccountDetails>): PersonDetails {
  return { fullName: input.fullName, email: input.email, phone: input.phone ?? null };
}

function samePerson(left: PersonDetails, right: PersonDetails): boolean {
  return left.fullName === right.fullName && left.email === right.email && left.phone === right.phone;
}

/** An office id serves once; a new office is open-ended, so any that lasts beyond its first day overlaps. */
function isInTheWay(office: Office, officeId: string, unitId: string | null, since: string): boolean {
  if (office.officeId === officeId) return true;
  return office.unitId === unitId && (office.lastDay === null || office.lastDay >= since);
}

function refuseUnit(unitId: string | null, role: Role, since: string, facts: Facts): Refusal | null {
  if (unitId === null) return rolesWithoutUnit.includes(role) ? null : refuse('UNIT_NEEDED', { role });
  const unit = factOf<UnitFacts>(facts, 'organisation', unitId);
  if (unit?.kind !== 'UNIT') return refuse('UNIT_NOT_FOUND', { unitId });
  const inBeing = unit.since <= since && (unit.lastDay === null || since <= unit.lastDay);
  return inBeing ? null : refuse('UNIT_NOT_IN_BEING', { unitId, on: since });
}
