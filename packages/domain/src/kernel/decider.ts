import type { Actor } from './actor.ts';

/** An event as a decider sees it: a type and its parsed data. */
export interface DomainEvent<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Data;
}

/** A command as a decider sees it: a name in PascalCase and its parsed input. */
export interface DomainCommand<Name extends string = string, Input = unknown> {
  readonly name: Name;
  readonly input: Input;
}

/** Why a command is not carried out: a value, never an exception. `params` fill the message's places. */
export interface Refusal<Reason extends string = string> {
  readonly refused: true;
  readonly reason: Reason;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What a decider answers: the events to append (none when nothing would change), or a refusal. */
export type Decision<Event extends DomainEvent> = readonly Event[] | Refusal;

/** Names one stream of another noun whose facts a decision needs. */
export interface FactKey {
  readonly noun: string;
  readonly id: string;
}

/** Facts of other streams, by `factName(key)`. Advisory in time: only the written stream is guarded. */
export type Facts = Readonly<Record<string, unknown>>;

/** All that a decision may know besides the command and the state. */
export interface DecisionContext {
  readonly actor: Actor;
  /** The executor's clock, ISO 8601 instant in UTC. */
  readonly now: string;
  /** The business day in Asia/Ho_Chi_Minh, YYYY-MM-DD. */
  readonly today: string;
  readonly facts: Facts;
  /** The n-th id that this command may hand out; the same each time the command is decided. */
  readonly id: (n: number) => string;
}

/** Pure heart of a noun: the same inputs give the same answer, for ever. */
export interface Decider<State, Event extends DomainEvent, Command extends DomainCommand> {
  readonly initialState: State;
  readonly evolve: (state: State, event: Event) => State;
  readonly decide: (command: Command, state: State, context: DecisionContext) => Decision<Event>;
}

export function refuse<Reason extends string>(
  reason: Reason,
  params: Refusal['params'] = {},
): Refusal<Reason> {
  return { refused: true, reason, params };
}

export function isRefusal(decision: unknown): decision is Refusal {
  return typeof decision === 'object' && decision !== null && 'refused' in decision;
}

export function factName(key: FactKey): string {
  return `${key.noun}-${key.id}`;
}

/** The facts of one foreign stream, or null when that stream does not exist. */
export function factOf<Fact>(facts: Facts, noun: string, id: string): Fact | null {
  return (facts[factName({ noun, id })] as Fact | null | undefined) ?? null;
}
