import type { z } from 'zod';
import type { DomainCommand, DomainEvent } from './decider.ts';

/** A field of an event's data that holds personal data, and the field that names whose data it is. */
export interface PersonalField {
  readonly field: string;
  readonly subjectField: string;
}

/** Brings the data of version n to version n + 1. Keys of a table of upcasters are the older version. */
export type Upcaster = (data: Record<string, unknown>) => Record<string, unknown>;

/** The storage format of one event type. Its name and the meaning of its fields never change. */
export interface EventDefinition<Type extends string = string, Schema extends z.ZodType = z.ZodType> {
  readonly type: Type;
  readonly version: number;
  readonly description: string;
  readonly schema: Schema;
  readonly personal: readonly PersonalField[];
  /**
   * The field that names which part of the stream the event is about (a plan's section), so that a history
   * compares it with what was said of the same part; null when it is about the whole.
   */
  readonly part: string | null;
  /** Whether it proposes what the whole shall be: a history then tells only what differs from what holds. */
  readonly proposal: boolean;
  readonly upcasters: Readonly<Record<number, Upcaster>>;
}

/** One command: its name is the mutation's name in PascalCase. */
export interface CommandDefinition<Name extends string = string, Schema extends z.ZodType = z.ZodType> {
  readonly name: Name;
  readonly description: string;
  readonly schema: Schema;
  /** The id of the stream (without its category) that the command writes. */
  readonly streamId: (input: z.output<Schema>) => string;
  /** Every reason with which the decider may refuse it. */
  readonly refusals: readonly string[];
}

export type EventOf<Definition> =
  Definition extends EventDefinition<infer Type, infer Schema> ? DomainEvent<Type, z.output<Schema>> : never;

export type CommandOf<Definition> =
  Definition extends CommandDefinition<infer Name, infer Schema>
    ? DomainCommand<Name, z.output<Schema>>
    : never;

export function defineEvent<const Type extends string, Schema extends z.ZodType>(
  definition: Pick<EventDefinition<Type, Schema>, 'type' | 'description' | 'schema'> &
    Partial<Pick<EventDefinition, 'version' | 'personal' | 'part' | 'proposal' | 'upcasters'>>,
): EventDefinition<Type, Schema> {
  return { version: 1, personal: [], part: null, proposal: false, upcasters: {}, ...definition };
}

export function defineCommand<const Name extends string, Schema extends z.ZodType>(
  definition: CommandDefinition<Name, Schema>,
): CommandDefinition<Name, Schema> {
  return definition;
}
