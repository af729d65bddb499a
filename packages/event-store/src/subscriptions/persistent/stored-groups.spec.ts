import { join } from 'node:path';
import { expect, test } from 'vitest';
import { alter, folderWithEvents, written } from '../../spec-folder.ts';
import { failureOf, startNode } from '../../spec-node.ts';
import { startEventStore } from '../../start-event-store.ts';
import { backup } from '../../upkeep/backup.ts';
import { salvage } from '../../upkeep/salvage.ts';
import { verify } from '../../upkeep/verify.ts';

const name = "persistent subscription 'group' on '$all'";
const regexFilter = (regex: string) =>
  `json('${JSON.stringify({ on: 'type', prefixes: [], regex, windowMax: null, checkpointMultiplier: 1 })}')`;

test.each([
  ['are no JSON', "settings = 'z' || substr(settings, 2)", 'its settings are damaged: Unexpected token'],
  [
    'have lost a name',
    "settings = replace(settings, 'resolveLinks', 'resolveLinkr')",
    "its settings are damaged: 'resolveLinks' is missing",
  ],
  [
    'name no strategy',
    "settings = replace(settings, 'RoundRobin', 'RoundRobio')",
    `its settings are damaged: 'strategy' is "RoundRobio"`,
  ],
  [
    'break a rule',
    "settings = json_set(settings, '$.historyBufferSize', 0)",
    'its settings are damaged: History buffer size must be between',
  ],
  [
    'hold an expression that is none',
    `settings = json_set(settings, '$.filter', ${regexFilter('a(b')})`,
    "its settings are damaged: The filter's regular expression is not valid",
  ],
  ['stand beside no place', 'checkpoint = 0x7000000000000000', 'its checkpoint is damaged: it is 80'],
])('a persistent subscription whose settings %s is named, and left out by salvage', async (_, set, told) => {
  const dataDir = await folderWithEvents();
  alter(dataDir, `UPDATE subscription SET ${set}`);
  const sentence = expect.stringContaining(`${name}: ${told}`);
  expect(verify(dataDir)).toEqual({ events: written, damage: [sentence] });
  const { name: kind, message } = await failureOf(startEventStore({ dataDir }));
  expect([kind, message]).toEqual(['DataFolderError', sentence]);
  expect(message).toContain('Restore a backup, or salvage the folder');
  expect(() => backup(dataDir, join(dataDir, '..', 'copy'))).toThrow(name);
  const into = join(dataDir, '..', 'saved');
  expect(salvage(dataDir, into)).toEqual({ events: written, lost: [sentence] });
  const { client } = await startNode({ dataDir: into });
  expect(await client.listAllPersistentSubscriptions()).toEqual([]);
});

test('whole settings with a filter are taken over by a salvage as they are', async () => {
  const dataDir = await folderWithEvents();
  alter(
    dataDir,
    `UPDATE subscription SET checkpoint = 7, settings = json_set(settings, '$.filter', ${regexFilter('^a(b)?')})`,
  );
  const into = join(dataDir, '..', 'saved');
  expect(salvage(dataDir, into)).toEqual({ events: written, lost: [] });
  const { client } = await startNode({ dataDir: into });
  const groups = await client.listAllPersistentSubscriptions();
  expect(groups.map(({ groupName }) => groupName)).toEqual(['group']);
});
