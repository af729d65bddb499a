import type { CommandOutcome, CommandRequest } from '@songhanh/event-log';

/** The one message on the command bus: any domain command by name. Answered with `CommandOutcome`. */
export class RunCommand {
  readonly request: CommandRequest;

  constructor(request: CommandRequest) {
    this.request = request;
  }
}

/** What must hold outside the log before a command is carried out, and what follows from it there. */
export interface CommandGuard {
  /** An outcome that ends the command here; null lets it go on. */
  readonly before: (request: CommandRequest) => Promise<CommandOutcome | null>;
  readonly after: (request: CommandRequest, outcome: CommandOutcome) => Promise<void>;
}

/** Token of the list of guards. */
export const COMMAND_GUARDS = Symbol('COMMAND_GUARDS');
