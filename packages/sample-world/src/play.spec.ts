import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordedEvent } from '@songhanh/domain/kernel';
import type { StoredEvent } from '@songhanh/event-log';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleLoad } from './load.ts';
import { people } from './people.ts';
import { byStream, playedOnNode, sampleVault } from './sample-node.fixture.ts';
import { SAMPLE_TODAY, SAMPLE_UNTIL } from './script.ts';
import { openCoordinations, overdueTasks, unfinishedTasks } from './standing.fixture.ts';

let dataDir: string;
let played: Awaited<ReturnType<typeof playedOnNode>>;
let stored: StoredEvent[];
let events: RecordedEvent[];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'songhanh-sample-world-'));
  played = await playedOnNode({ dataDir }, SAMPLE_UNTIL);
  stored = [];
  for await (const batch of played.store.readAll(null, 500)) stored.push(...batch);
  events = [...(await played.log.decode(stored))];
}, 120_000);

afterAll(async () => {
  await played.close();
  await rm(dataDir, { recursive: true });
});

test('the deciders alone, in memory, give the same events as the played world', async () => {
  const loaded: StoredEvent[] = [];
  for await (const batch of sampleLoad({
    events: stored.length,
    until: SAMPLE_UNTIL,
    vault: sampleVault(),
  })) {
    loaded.push(...batch);
  }
  expect(byStream(loaded)).toEqual(byStream(stored));
});

test('a visitor finds tasks to go on with, invitations to answer and work that is late', () => {
  expect(unfinishedTasks(events).length).toBeGreaterThanOrEqual(10);
  expect(openCoordinations(events).length).toBeGreaterThanOrEqual(3);
  expect(overdueTasks(events, SAMPLE_TODAY).length).toBeGreaterThanOrEqual(3);
});

test('no file of the event store holds the name, phone or address of a person in clear', async () => {
  const files = (await readdir(dataDir, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  expect(files.length).toBeGreaterThan(0);
  for (const { parentPath, name } of files) {
    const bytes = await readFile(join(parentPath, name));
    const found = people
      .flatMap(({ fullName, email }) => [fullName, email])
      .filter((text) => bytes.includes(text));
    expect(found).toEqual([]);
  }
});
