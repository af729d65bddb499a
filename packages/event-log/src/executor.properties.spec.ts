import fc from 'fast-check';
import { expect, test } from 'vitest';
import { counter, echo, planner } from './counter.fixture.ts';
import { createExecutor } from './executor.ts';
import { inMemoryStreamStore } from './in-memory-stream-store.ts';
import type { CommandRequest } from './outcome.ts';
import { createNounRegistry } from './registry.ts';
import { deterministicSubjectKeys } from './vault.ts';

const registry = createNounRegistry([counter], [echo]);
const vault = deterministicSubjectKeys('seed');

/** Its clock stands at the number of seconds that `at` was last given. */
function worldOf(cacheStreamsMax = 100) {
  const time = { seconds: 0, now: () => new Date(Date.UTC(2023, 0, 1, 0, 0, time.seconds)) };
  const store = inMemoryStreamStore({ clock: time });
  const start = () =>
    createExecutor({ registry, store, vault, clock: time, client: 'spec', cacheStreamsMax });
  return { store, start, executor: start(), at: (seconds: number) => Object.assign(time, { seconds }) };
}

const counterId = fc.constantFrom('a', 'b', 'c');
const anyInput = fc.oneof(
  counterId.map((id) => ({
    commandName: 'OpenCounter',
    input: { counterId: id, ownerId: 'p', ownerName: 'Hoa' },
  })),
  fc
    .record({
      counterId,
      by: fc.nat({ max: 3 }),
      times: fc.nat({ max: 3 }),
      unlessClosed: fc.option(counterId),
    })
    .map((input) => ({ commandName: 'IncreaseCounter', input })),
  counterId.map((id) => ({ commandName: 'CloseCounter', input: { counterId: id } })),
);
const anyCommands = fc
  .array(anyInput, { maxLength: 25 })
  .map((inputs) =>
    inputs.map((input, n): CommandRequest => ({ ...input, commandId: `command-${n}`, actor: planner })),
  );
const cacheSize = fc.nat({ max: 3 });
const runs = { numRuns: 200 };

test('a recorded command sent again, at any later time and in any process, writes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(anyCommands, cacheSize, async (commands, cacheStreamsMax) => {
      const { store, executor, start } = worldOf(cacheStreamsMax);
      const recorded: { command: CommandRequest; revision: number }[] = [];
      for (const command of commands) {
        const outcome = await executor.execute(command);
        if (outcome.kind === 'recorded') recorded.push({ command, revision: outcome.revision });
      }
      store.drain();
      for (const process of [executor, start()])
        for (const { command, revision } of recorded.toReversed())
          expect(await process.execute(command)).toMatchObject({
            kind: 'recorded',
            alreadyDone: true,
            revision,
          });
      expect(store.drain()).toEqual([]);
    }),
    runs,
  );
});

test('any commands sent twice leave the very log that they leave sent once', async () => {
  await fc.assert(
    fc.asyncProperty(anyCommands, cacheSize, async (commands, cacheStreamsMax) => {
      const [once, twice] = [worldOf(), worldOf(cacheStreamsMax)];
      for (const [n, command] of commands.entries()) {
        once.at(n);
        const outcome = await once.executor.execute(command);
        twice.at(n);
        expect(await twice.executor.execute(command)).toEqual(outcome);
        twice.at(n + 1);
        expect(await twice.executor.execute(command)).toMatchObject({ kind: outcome.kind });
      }
      expect(twice.store.drain()).toEqual(once.store.drain());
    }),
    runs,
  );
});

test('reactions run again over any log write nothing', async () => {
  await fc.assert(
    fc.asyncProperty(anyCommands, async (commands) => {
      const { store, executor, start } = worldOf();
      for (const command of commands) await executor.execute(command);
      const last = store.drain().at(-1)?.position ?? null;
      expect(await start().resumeReactions({ fromPosition: null })).toBe(last);
      expect(store.drain()).toEqual([]);
    }),
    runs,
  );
});
