import {
  type Actor,
  type CommandOf,
  type DomainEvent,
  defineCommand,
  defineEvent,
  type EventOf,
  factOf,
  fields,
  type Noun,
  type Reaction,
  refuse,
} from '@songhanh/domain/kernel';
import { z } from 'zod';

// A noun just rich enough for the mechanism: every way an outcome can go, facts of a sibling, an owner's name
// as personal data, an old event version, and follow-ups.

const { id, personalText } = fields;
const on = z.object({ counterId: id });
const streamId = (input: { counterId: string }): string => input.counterId;

export const counterOpened = defineEvent({
  type: 'CounterOpened',
  description: 'A counter was opened.',
  schema: z.object({ counterId: id, ownerId: id, ownerName: personalText(200) }),
  personal: [{ field: 'ownerName', subjectField: 'ownerId' }],
});

/** Version 1 said `amount`. */
const counterIncreased = defineEvent({
  type: 'CounterIncreased',
  description: 'A counter went up.',
  version: 2,
  schema: z.object({ counterId: id, by: z.int(), day: z.string() }),
  upcasters: { 1: ({ amount, ...data }) => ({ ...data, by: amount }) },
});

const counterClosed = defineEvent({
  type: 'CounterClosed',
  description: 'A counter was closed.',
  schema: z.object({ counterId: id, closingId: z.string() }),
});

export const openCounter = defineCommand({
  name: 'OpenCounter',
  description: 'Open a counter.',
  schema: z.object({ counterId: id, ownerId: id, ownerName: z.string().trim().min(1) }),
  streamId,
  refusals: ['COUNTER_ALREADY_OPENED'],
});

/** `times` events, each by `by`; by 0 changes nothing; not while the counter `unlessClosed` is closed. */
const increaseCounter = defineCommand({
  name: 'IncreaseCounter',
  description: 'Count up.',
  schema: on.extend({
    by: z.int().min(0).max(1_000_000),
    times: z.int().min(0).max(5).default(1),
    unlessClosed: id.nullish(),
  }),
  streamId,
  refusals: ['COUNTER_NOT_OPEN', 'OTHER_COUNTER_CLOSED'],
});

const closeCounter = defineCommand({
  name: 'CloseCounter',
  description: 'Close a counter.',
  schema: on,
  streamId,
  refusals: ['COUNTER_NOT_OPEN'],
});

const commands = [openCounter, increaseCounter, closeCounter] as const;
const events = [counterOpened, counterIncreased, counterClosed] as const;
export type CounterEvent = EventOf<(typeof events)[number]>;
export type CounterCommand = CommandOf<(typeof commands)[number]>;

export interface CounterState {
  readonly status: 'none' | 'open' | 'closed';
  readonly value: number;
  readonly ownerName: string | null;
}

export type CounterNoun = Noun<CounterState, CounterEvent, CounterCommand>;

export const counter: CounterNoun = {
  name: 'counter',
  events,
  commands,
  initialState: { status: 'none', value: 0, ownerName: null },
  evolve(state, event) {
    switch (event.type) {
      case 'CounterOpened':
        return { status: 'open', value: 0, ownerName: event.data.ownerName };
      case 'CounterIncreased':
        return { ...state, value: state.value + event.data.by };
      case 'CounterClosed':
        return { ...state, status: 'closed' };
    }
  },
  decide(command, state, { facts, today, id: nextId }) {
    const { counterId } = command.input;
    switch (command.name) {
      case 'OpenCounter':
        if (state.status !== 'none') return refuse('COUNTER_ALREADY_OPENED');
        return [{ type: 'CounterOpened', data: command.input }];
      case 'IncreaseCounter': {
        if (state.status !== 'open') return refuse('COUNTER_NOT_OPEN', { status: state.status });
        const { by, times, unlessClosed } = command.input;
        const other =
          unlessClosed == null ? null : factOf<{ closed: boolean }>(facts, 'counter', unlessClosed);
        if (other?.closed === true) return refuse('OTHER_COUNTER_CLOSED');
        const increased: CounterEvent = { type: 'CounterIncreased', data: { counterId, by, day: today } };
        return by === 0 ? [] : Array.from({ length: times }, () => increased);
      }
      case 'CloseCounter':
        if (state.status !== 'open') return refuse('COUNTER_NOT_OPEN', { status: state.status });
        return [{ type: 'CounterClosed', data: { counterId, closingId: nextId(0) } }];
    }
  },
  policy: {
    OpenCounter: () => null,
    IncreaseCounter: () => null,
    CloseCounter: (_command, _state, { actor }) =>
      actor.role === 'AUDITOR' ? refuse('AUDITORS_ONLY_READ') : null,
  },
  factsNeeded: (command) =>
    command.name === 'IncreaseCounter' && command.input.unlessClosed != null
      ? [{ noun: 'counter', id: command.input.unlessClosed }]
      : [],
  facts: ({ status, value }) => ({ closed: status === 'closed', value }),
};

/** Every counter `x` has an echo `x.echo`: opened with it, closed with it. Echoes have echoes only of `loop`. */
export const echo: Reaction = {
  name: 'echo',
  on: ['CounterOpened', 'CounterClosed'],
  react(event: DomainEvent) {
    const { counterId } = event.data as { counterId: string };
    if (counterId.endsWith('.echo') && !counterId.startsWith('loop')) return [];
    const echoId = `${counterId}.echo`;
    const command =
      event.type === 'CounterOpened'
        ? { name: 'OpenCounter', input: { counterId: echoId, ownerId: 'nobody', ownerName: 'Không ai' } }
        : { name: 'CloseCounter', input: { counterId: echoId } };
    return [{ key: 'echo', command }];
  },
};

export const planner: Actor = {
  userId: 'user-1',
  officeId: 'office-1',
  unitId: 'unit-1',
  role: 'PLANNER',
  onBehalfOfOfficeId: null,
};
