import { resolve } from 'node:path';
import { z } from 'zod';

/** All that the service is told from outside. Each value's meaning, unit and default stands here once. */
export interface Environment {
  /** TCP port of HTTP, GraphQL and WebSocket; 0 for a free one. */
  readonly port: number;
  /** Address to listen on; loopback unless said otherwise. */
  readonly host: string;
  /** The address that people type, where it differs; `https` makes the session cookie Secure. */
  readonly publicUrl: string | null;
  /** Folder of the embedded database, the uploaded files and the master key. */
  readonly dataDir: string;
  /** Connection string of the event store. */
  readonly eventStoreUrl: string;
  /** PostgreSQL of read models and vault; null runs the embedded database. */
  readonly databaseUrl: string | null;
  /** The key that wraps all keys of the vault: 32 bytes in base64. Null: read from `masterKeyFile`. */
  readonly masterKey: string | null;
  /** File of the master key; made on the first start. */
  readonly masterKeyFile: string;
  /** The business day of a demonstration, YYYY-MM-DD; null follows the system clock. */
  readonly demoToday: string | null;
  /** Token of the worker; null lets no service in. */
  readonly serviceToken: string | null;
  /** Folder of the built admin app. */
  readonly adminDist: string;
  readonly logLevel: LogLevel;
  /** Packages that extend the platform, in order. */
  readonly extensions: readonly string[];
  /** Plays the sample world into an empty log. */
  readonly sampleWorld: boolean;
  /** Last day of the sample world that is played, YYYY-MM-DD; null: as far as it goes by itself. */
  readonly sampleUntil: string | null;
  /** Multiplies the sample world's programmes to about so many events; null plays it as it is. */
  readonly sampleEvents: number | null;
  /** Folds the whole log anew into all read models at the start. */
  readonly rebuildReadModels: boolean;
  /** The first administrator of an empty log. */
  readonly firstAdministrator: { readonly email: string; readonly password: string } | null;
}

/** Token of the parsed `Environment`. */
export const ENVIRONMENT = Symbol('ENVIRONMENT');

export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What is wrong with the environment, all of it at once. */
class EnvironmentFaulty extends Error {
  constructor(faults: readonly string[]) {
    super(`the environment is not right:\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
    this.name = 'EnvironmentFaulty';
  }
}

const optional = z.string().optional();

/**
 * Documented in docs/reference/environment.md, which is generated from these descriptions.
 * @public read by tools/generate, in a process of its own
 */
export const environmentSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000).describe('TCP port; 0 takes a free one'),
  HOST: z.string().default('127.0.0.1').describe('address to listen on'),
  PUBLIC_URL: z.url().optional().describe('address that people type; https makes cookies Secure'),
  DATA_DIR: z.string().default('.data').describe('folder of database, files and master key'),
  EVENTSTORE_URL: z
    .string('give the connection string of the event store, like esdb://127.0.0.1:2113?tls=false')
    .regex(/^(?:esdb|kurrentdb)(?:\+discover)?:\/\//u, 'begins with esdb:// or kurrentdb://')
    .describe('connection string of the event store'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(?:ql)?:\/\//u, 'begins with postgres://')
    .optional()
    .describe('PostgreSQL of read models and vault; without it the embedded database runs'),
  MASTER_KEY: z
    .string()
    .refine((text) => Buffer.from(text, 'base64').length === 32, 'is 32 bytes in base64')
    .optional()
    .describe('key that wraps the keys of the vault, 32 bytes in base64'),
  MASTER_KEY_FILE: optional.describe('file of the master key; DATA_DIR/keys/master.key unless given'),
  DEMO_TODAY: z.iso.date().optional().describe('business day of a demonstration'),
  SERVICE_TOKEN: z
    .string()
    .min(32, 'has at least 32 characters')
    .optional()
    .describe("the worker's token, at least 32 characters"),
  ADMIN_DIST: optional.describe('folder of the built admin app'),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info').describe('least severe level that is logged'),
  EXTENSIONS: z.string().default('').describe('packages that extend the platform, separated by commas'),
  SAMPLE_WORLD: z.enum(['0', '1']).default('0').describe('1 plays the sample world into an empty log'),
  SAMPLE_UNTIL: z.iso.date().optional().describe('last day of the sample world to play'),
  SAMPLE_EVENTS: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000_000)
    .optional()
    .describe('multiplies the programmes of the sample world to about so many events, for load'),
  REBUILD_READ_MODELS: z
    .enum(['0', '1'])
    .default('0')
    .describe('1 folds the whole log anew into all read models at the start'),
  FIRST_ADMIN_EMAIL: z.email().optional().describe('e-mail of the first administrator of an empty log'),
  FIRST_ADMIN_PASSWORD: z
    .string()
    .min(12, 'has at least 12 characters')
    .max(200, 'has at most 200 characters')
    .optional()
    .describe('password of the first administrator, 12 to 200 characters'),
});

/** @throws EnvironmentFaulty naming every fault */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  const faults = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  const email = given.FIRST_ADMIN_EMAIL;
  const password = given.FIRST_ADMIN_PASSWORD;
  if ((email === undefined) !== (password === undefined))
    faults.push('FIRST_ADMIN_EMAIL and FIRST_ADMIN_PASSWORD: give both or neither');
  if (!parsed.success || faults.length > 0) throw new EnvironmentFaulty(faults);
  return environmentOf(parsed.data);
}

function environmentOf(values: z.output<typeof environmentSchema>): Environment {
  const dataDir = resolve(values.DATA_DIR);
  const { FIRST_ADMIN_EMAIL: email, FIRST_ADMIN_PASSWORD: password } = values;
  return {
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL ?? null,
    dataDir,
    eventStoreUrl: values.EVENTSTORE_URL,
    databaseUrl: values.DATABASE_URL ?? null,
    masterKey: values.MASTER_KEY ?? null,
    masterKeyFile: resolve(values.MASTER_KEY_FILE ?? `${dataDir}/keys/master.key`),
    demoToday: values.DEMO_TODAY ?? null,
    serviceToken: values.SERVICE_TOKEN ?? null,
    adminDist: resolve(values.ADMIN_DIST ?? resolve(import.meta.dirname, '../../admin/dist')),
    logLevel: values.LOG_LEVEL,
    extensions: values.EXTENSIONS.split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
    sampleWorld: values.SAMPLE_WORLD === '1',
    sampleUntil: values.SAMPLE_UNTIL ?? null,
    sampleEvents: values.SAMPLE_EVENTS ?? null,
    rebuildReadModels: values.REBUILD_READ_MODELS === '1',
    firstAdministrator: email !== undefined && password !== undefined ? { email, password } : null,
  };
}
