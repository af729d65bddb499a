import { z } from 'zod';

/** All that the worker is told from outside. Each value's meaning, unit and default stands here once. */
export interface Environment {
  /** Connection string of the event store. */
  readonly eventStoreUrl: string;
  /** Address of the API without a path, like http://127.0.0.1:4000. */
  readonly apiUrl: string;
  /** The token with which the worker signs in. */
  readonly serviceToken: string;
  readonly logLevel: LogLevel;
  /** After so many attempts a report is given up. */
  readonly reportAttemptsMax: number;
}

export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What is wrong with the environment, all of it at once. */
class EnvironmentFaulty extends Error {
  constructor(faults: readonly string[]) {
    super(`the environment of the worker is not right:\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
    this.name = 'EnvironmentFaulty';
  }
}

/**
 * Documented in docs/reference/environment.md, which is generated from these descriptions.
 * @public read by tools/generate, in a process of its own
 */
export const environmentSchema = z.object({
  EVENTSTORE_URL: z
    .string('give the connection string of the event store, like esdb://127.0.0.1:2113?tls=false')
    .regex(/^(?:esdb|kurrentdb)(?:\+discover)?:\/\//u, 'begins with esdb:// or kurrentdb://')
    .describe('connection string of the event store'),
  API_URL: z
    .url({
      protocol: /^https?$/u,
      error: 'give the address of the API without a path, like http://127.0.0.1:4000',
    })
    .describe('address of the API without a path'),
  SERVICE_TOKEN: z
    .string("give the worker's token, the same as the API has")
    .min(32, 'has at least 32 characters')
    .describe("the worker's token, at least 32 characters"),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info').describe('least severe level that is logged'),
  REPORT_ATTEMPTS_MAX: z.coerce
    .number()
    .int()
    .min(1)
    .max(20)
    .default(3)
    .describe('attempts after which a report is given up, 1 to 20'),
});

/** @throws EnvironmentFaulty naming every fault */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    throw new EnvironmentFaulty(
      parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
    );
  }
  return {
    eventStoreUrl: parsed.data.EVENTSTORE_URL,
    apiUrl: parsed.data.API_URL.replace(/\/+$/u, ''),
    serviceToken: parsed.data.SERVICE_TOKEN,
    logLevel: parsed.data.LOG_LEVEL,
    reportAttemptsMax: parsed.data.REPORT_ATTEMPTS_MAX,
  };
}
