export { type Actor, ROLES, type Role } from './actor.ts';
export {
  type Decider,
  type Decision,
  type DecisionContext,
  type DomainCommand,
  type DomainEvent,
  type FactKey,
  type Facts,
  factName,
  factOf,
  isRefusal,
  type Refusal,
  refuse,
} from './decider.ts';
export {
  type CommandDefinition,
  type CommandOf,
  defineCommand,
  defineEvent,
  type EventDefinition,
  type EventOf,
  type PersonalField,
  type Upcaster,
} from './definitions.ts';
export * as fields from './fields.ts';
export { given, type Outcome, type Scenario } from './given.ts';
export type { AnyNoun, FollowUp, Noun, Policy, PolicyRule, Reaction } from './noun.ts';
export type { Projection, ProjectionHandler } from './projection.ts';
export type { EventMetadata, RecordedActor, RecordedEvent } from './recorded-event.ts';
