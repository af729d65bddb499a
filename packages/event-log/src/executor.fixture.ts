import { counter, echo, planner } from './counter.fixture.ts';
import { createExecutor } from './executor.ts';
import { inMemoryStreamStore } from './in-memory-stream-store.ts';
import type { CommandRequest } from './outcome.ts';
import { createNounRegistry } from './registry.ts';
import type { StreamStore } from './stream-store.ts';
import { deterministicSubjectKeys } from './vault.ts';

export const vault = deterministicSubjectKeys('seed');

export function world(
  options: { reactions?: boolean; cacheStreamsMax?: number; commandTracesMax?: number } = {},
) {
  const registry = createNounRegistry([counter], options.reactions === true ? [echo] : []);
  const time = { now: () => new Date('2023-03-01T18:00:00.000Z') };
  const memory = inMemoryStreamStore();
  const calls = { reads: 0, appends: 0 };
  const store: StreamStore = {
    ...memory,
    readStream(...args) {
      calls.reads += 1;
      return memory.readStream(...args);
    },
    append(...args) {
      calls.appends += 1;
      return memory.append(...args);
    },
  };
  const start = (over: StreamStore = store) =>
    createExecutor({ registry, store: over, vault, clock: time, client: 'spec', ...options });
  return { registry, store, memory, calls, time, start, executor: start() };
}

let commands = 0;
export function command(
  commandName: string,
  input: object,
  more: Partial<CommandRequest> = {},
): CommandRequest {
  commands += 1;
  return { commandName, input, commandId: `command-${commands}`, actor: planner, ...more };
}
export const open = (counterId = 'a', more: Partial<CommandRequest> = {}) =>
  command('OpenCounter', { counterId, ownerId: 'p1', ownerName: 'Nguyễn Thị Hoa' }, more);
export const increase = (input: object = {}, more: Partial<CommandRequest> = {}) =>
  command('IncreaseCounter', { counterId: 'a', by: 1, ...input }, more);
