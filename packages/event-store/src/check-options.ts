import { inspect } from 'node:util';
import type { DatabasePlace } from './log/database.ts';
import { OptionError } from './option-error.ts';
import type { EventStoreOptions } from './start-event-store.ts';
import { faultOfUsers } from './wire/given-users.ts';

const portMax = 65_535;

/** By the name of an option what it must be, and whether a value is that. `dataDir` and `memory` are looked at together. */
const rules: Readonly<Record<string, { must: string; holds: (value: unknown) => boolean }>> = {
  port: {
    must: `a whole number from 0, which takes a free port, to ${portMax}`,
    holds: (value) => isWhole(value, 0) && value <= portMax,
  },
  host: { must: 'an address or a name to listen on', holds: isText },
  tls: {
    must: 'an object with a certificate and its privateKey, both in PEM',
    holds: (value) => typeof value === 'object' && value !== null,
  },
  appendBytesMax: { must: 'a whole number of bytes, 1 or more', holds: (value) => isWhole(value, 1) },
  allowAnonymousStreamAccess: { must: 'true or false', holds: (value) => typeof value === 'boolean' },
  onFailure: { must: 'a function', holds: (value) => typeof value === 'function' },
};

const names = ['dataDir', 'memory', 'users', ...Object.keys(rules)];

/**
 * Throws an `OptionError` for options that TypeScript would refuse, which JavaScript passes on. Left unseen they would lose
 * events, let in whoever has no password, or fail far from where they were given.
 */
export function checkOptions(options: EventStoreOptions): void {
  if (typeof options !== 'object' || options === null)
    throw new OptionError('startEventStore needs options: { dataDir: FOLDER } or { memory: true }.');
  for (const name of Object.keys(options))
    if (!names.includes(name))
      throw new OptionError(`There is no option ${shown(name)}: ${names.join(', ')}.`);
  placeOf(options);
  const given: Readonly<Record<string, unknown>> = options;
  for (const [name, { must, holds }] of Object.entries(rules)) {
    const value = given[name];
    if (value !== undefined && !holds(value))
      throw new OptionError(`${name} must be ${must}; ${shown(value)} is not.`);
  }
  const fault = options.users === undefined ? null : faultOfUsers(options.users);
  if (fault !== null) throw new OptionError(`users cannot be used: ${fault}.`);
}

/** Where the events are kept. Throws when it is not told, or told twice. */
export function placeOf(options: EventStoreOptions): DatabasePlace {
  const { dataDir, memory }: { dataDir?: unknown; memory?: unknown } = options;
  if (memory !== undefined && typeof memory !== 'boolean')
    throw new OptionError(`memory must be true, or false beside dataDir; ${shown(memory)} is neither.`);
  if (dataDir !== undefined && !isText(dataDir))
    throw new OptionError(`dataDir must be the path of a folder; ${shown(dataDir)} is not.`);
  if (memory === true && dataDir === undefined) return { memory };
  if (memory !== true && dataDir !== undefined) return { dataDir };
  const rule = 'Give either dataDir, a folder to keep the events in, or memory: true, which keeps none.';
  throw new OptionError(memory === true ? `dataDir and memory: true exclude each other. ${rule}` : rule);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isWhole(value: unknown, min: number): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= min;
}

function shown(value: unknown): string {
  return inspect(value, { depth: 0 });
}
