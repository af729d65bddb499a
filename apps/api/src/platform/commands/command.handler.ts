import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandOutcome } from '@songhanh/event-log';
import { COMMAND_GUARDS, type CommandGuard, RunCommand } from './run-command.ts';
import { type CommandExecutor, EXECUTOR } from './tokens.ts';

/** The one command handler: every `@command` mutation goes through here to the executor. */
@CommandHandler(RunCommand)
export class RunCommandHandler implements ICommandHandler<RunCommand, CommandOutcome> {
  readonly #executor: CommandExecutor;
  readonly #guards: readonly CommandGuard[];

  constructor(
    @Inject(EXECUTOR) executor: CommandExecutor,
    @Inject(COMMAND_GUARDS) guards: readonly CommandGuard[],
  ) {
    this.#executor = executor;
    this.#guards = guards;
  }

  async execute({ request }: RunCommand): Promise<CommandOutcome> {
    for (const guard of this.#guards) {
      const ended = await guard.before(request);
      if (ended !== null) return ended;
    }
    const outcome = await this.#executor.execute(request);
    for (const guard of this.#guards) await guard.after(request, outcome);
    return outcome;
  }
}
