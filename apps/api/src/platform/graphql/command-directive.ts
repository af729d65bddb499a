import { getDirective } from '@graphql-tools/utils';
import type { CommandBus } from '@nestjs/cqrs';
import type { CommandOutcome, NounRegistry, RegisteredCommand } from '@songhanh/event-log';
import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';

import { RunCommand } from '../commands/run-command.ts';
import type { Projector } from '../projector/projector.ts';
import { commandFaults } from './command-check.ts';
import { absentAsSchemaWants } from './command-schema.ts';
import { badUserInput, conflict, forbidden, refused, unauthenticated } from './errors.ts';
import { inputFaults } from './input-faults.ts';
import type { Language } from './messages.ts';
import { notePending } from './pending-position.ts';
import type { RequestContext } from './request-context.ts';

/** How long a mutation waits for the projector to have passed what it appended. */
export const readYourWritesWaitMsMax = 2_000;

export interface CommandParts {
  readonly registry: NounRegistry;
  readonly commandBus: CommandBus;
  readonly projector: Projector;
}

/** The SDL and the domain do not agree: a programming error, the process must not start. */
class CommandsFaulty extends Error {
  constructor(faults: readonly string[]) {
    super(`mutations and commands differ:\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
    this.name = 'CommandsFaulty';
  }
}

/**
 * Binds each mutation marked `@command` to the domain command of the same name in PascalCase.
 * @throws CommandsFaulty naming every mutation without a command and every difference of their fields
 */
export function bindCommands(schema: GraphQLSchema, parts: CommandParts): void {
  const faults: string[] = [];
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    if (getDirective(schema, field, 'command')?.[0] === undefined) continue;
    const name = `${field.name.charAt(0).toUpperCase()}${field.name.slice(1)}`;
    const registered = parts.registry.commandNamed(name);
    if (registered === undefined) {
      faults.push(`Mutation.${field.name} is marked @command, but no noun has a command ${name}`);
      continue;
    }
    faults.push(...commandFaults(field, registered));
    field.resolve = commandResolver(registered, parts);
  }
  if (faults.length > 0) throw new CommandsFaulty(faults);
}

interface CommandArguments {
  readonly input: { readonly commandId: string; readonly expectedRevision?: number | null };
}

function commandResolver(
  registered: RegisteredCommand,
  { commandBus, projector }: CommandParts,
): GraphQLFieldResolver<unknown, RequestContext, CommandArguments> {
  return async (_source, { input: sent }, context) => {
    const { commandId, expectedRevision, ...rest } = sent;
    const input = parsedInput(registered, rest, context.language);
    if (context.viewer === null) throw unauthenticated(context.language);
    const outcome = await commandBus.execute<RunCommand, CommandOutcome>(
      new RunCommand({
        commandName: registered.command.name,
        input,
        commandId,
        expectedRevision: expectedRevision ?? null,
        actor: context.viewer.actor,
        correlationId: context.requestId,
        causationId: context.requestId,
      }),
    );
    const position = positionOf(outcome, context.language);
    if (position !== null && !(await projector.waitFor(position, readYourWritesWaitMsMax)))
      notePending(context, position);
    return { id: registered.command.streamId(input) };
  };
}

/** Parsed here as well as in the executor, so that what is wrong is said in the caller's language. */
function parsedInput({ command }: RegisteredCommand, rest: unknown, language: Language): unknown {
  const wanted = absentAsSchemaWants(command.schema, rest);
  const parsed = command.schema.safeParse(wanted, { error: inputFaults[language] });
  if (parsed.success) return parsed.data;
  throw badUserInput(
    language,
    parsed.error.issues.map(({ path, message }) => ({
      path: ['input', ...path].map(String).join('.'),
      message,
    })),
  );
}

/** The position to wait for; null when nothing was ever written. @throws what the client is told otherwise */
function positionOf(outcome: CommandOutcome, language: Language): bigint | null {
  switch (outcome.kind) {
    case 'recorded':
    case 'unchanged':
      return outcome.position;
    case 'refused':
      throw refused(language, outcome.refusal);
    case 'forbidden':
      throw forbidden(language, outcome.refusal.reason, outcome.refusal.params);
    case 'conflict':
      throw conflict(language, outcome.currentRevision);
    case 'invalid':
      throw badUserInput(
        language,
        outcome.issues.map(({ path, ...rest }) => ({
          path: path === '' ? 'input' : `input.${path}`,
          ...rest,
        })),
      );
    default:
      return outcome satisfies never;
  }
}
