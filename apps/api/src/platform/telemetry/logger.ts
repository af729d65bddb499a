import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';

/** Token of the one logger of the process. */
export const LOGGER = Symbol('LOGGER');

/**
 * JSON lines on standard output. No addresses, headers, bodies or queries are logged: they hold personal data
 * or secrets. A request is found again by its `requestId`, which stands in the events it caused.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: withoutValues },
    redact: { paths: ['req.headers', 'req.remoteAddress', 'req.body', '*.password'], remove: true },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** A failed query names its parameters, which may be anybody's data: only what the database said is kept. */
function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const said = error.cause instanceof Error ? error.cause : error;
  const stack = (error.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line));
  return { type: said.name, message: said.message, stack: stack.join('\n') };
}

/** Nest's own lines through the same logger; its chatter at boot is for debugging only. */
export function nestLogger(logger: Logger): LoggerService {
  const line =
    (level: 'debug' | 'warn' | 'error') =>
    (message: unknown, ...rest: unknown[]): void => {
      const nest = rest.at(-1);
      // What resolvers throw is told by the operation's plugin, which knows what was expected and what is private.
      if (nest !== 'ExceptionsHandler') logger[level]({ nest }, String(message));
    };
  return {
    log: line('debug'),
    debug: line('debug'),
    verbose: line('debug'),
    warn: line('warn'),
    error: line('error'),
    fatal: line('error'),
  };
}
