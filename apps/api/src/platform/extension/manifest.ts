import type { Type } from '@nestjs/common';
import type { AnyNoun, CommandDefinition, EventDefinition, Reaction } from '@songhanh/domain/kernel';
import type { GraphQLFieldResolver } from 'graphql';
import type { AccessRules } from '../access/rules.ts';
import type { Database } from '../database/database.ts';
import type { HistoryReader } from '../graphql/history.ts';
import type { Language, Messages } from '../graphql/messages.ts';
import type { References } from '../graphql/references.ts';
import type { RequestContext } from '../graphql/request-context.ts';
import type { AnyReadModel } from '../projector/read-model.ts';

/** Resolvers by type and field, as plain functions. */
export type ResolverMap = Readonly<
  // biome-ignore lint/suspicious/noExplicitAny: the source and arguments of a resolver are known to its own type alone.
  Record<string, Readonly<Record<string, GraphQLFieldResolver<any, RequestContext, any>>>>
>;

/** What resolvers outside the house may use. */
export interface ExtensionPlatform {
  readonly database: Database;
  readonly references: References;
  readonly historyOf: HistoryReader;
}

/**
 * All that one noun brings to the platform. The nouns of the house are registered by the same manifest as
 * those of extensions; `name` is the noun and the category of its streams.
 */
export interface Manifest {
  /** camelCase, without a dash; taken by nobody else. */
  readonly name: string;
  /** Range of platform versions (semver) that it was written for. */
  readonly compatibleWith: string;
  readonly eventTypes: readonly EventDefinition[];
  readonly commands: readonly CommandDefinition[];
  /** One row per command: who may send it. */
  readonly policies: AnyNoun['policy'];
  readonly decider: Pick<AnyNoun, 'initialState' | 'evolve' | 'decide' | 'factsNeeded' | 'facts'>;
  readonly reactions?: readonly Reaction[];
  /** Types, `extend type Query`, `extend type Mutation` … with a description on everything. */
  readonly sdl: string;
  /** A Nest module whose providers are resolvers, or plain functions by type and field. */
  readonly resolvers:
    | { readonly module: Type }
    | { readonly map: (platform: ExtensionPlatform) => ResolverMap };
  readonly projections: readonly AnyReadModel[];
  /** Who may read or ask for what, by root field. */
  readonly access: AccessRules;
  /** Sentences of its refusals, by reason. */
  readonly messages?: Readonly<Record<Language, Messages>>;
  /** Removes what its read models hold of a person whose data were erased, past versions included. */
  readonly onErased?: (accountId: string, database: Database) => Promise<void>;
}

/** The manifest of a noun of `@songhanh/domain`. */
export function manifestOf(
  noun: AnyNoun,
  rest: Pick<
    Manifest,
    'compatibleWith' | 'reactions' | 'sdl' | 'resolvers' | 'projections' | 'access' | 'messages' | 'onErased'
  >,
): Manifest {
  return {
    name: noun.name,
    eventTypes: noun.events,
    commands: noun.commands,
    policies: noun.policy,
    decider: noun,
    ...rest,
  };
}

/** The noun that a manifest describes, as the log's registry takes it. */
export function nounOf({ name, eventTypes, commands, policies, decider }: Manifest): AnyNoun {
  const { initialState, evolve, decide, factsNeeded, facts } = decider;
  return {
    name,
    events: eventTypes,
    commands,
    policy: policies,
    initialState,
    evolve,
    decide,
    factsNeeded,
    facts,
  };
}
