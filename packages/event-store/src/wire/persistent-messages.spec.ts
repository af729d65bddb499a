import { expect, test } from 'vitest';
import { alter } from '../spec-folder.ts';
import { createGroup, groupCreation } from '../spec-groups.ts';
import { startNode, temporaryFolder } from '../spec-node.ts';
import { callWith } from '../spec-wire.ts';
import { startEventStore } from '../start-event-store.ts';

/** Timeouts in ticks of 100 ns, as other clients write them. */
function creation(messageTimeoutTicks: string, checkpointAfterTicks: string): Buffer {
  return groupCreation('task-1', (settings) => {
    settings.setMessageTimeoutTicks(messageTimeoutTicks);
    settings.setCheckpointAfterTicks(checkpointAfterTicks);
  });
}

test('timeouts in ticks are rounded up to milliseconds, and the groups can be listed', async () => {
  const { client, store } = await startNode();
  expect(await callWith(store.port, createGroup, creation('15001', '1'))).toMatchObject({ status: 0 });
  const [group] = await client.listAllPersistentSubscriptions();
  expect(group?.settings).toMatchObject({ messageTimeout: 2, checkPointAfter: 1 });
});

test('timeouts that no timer can wait for are refused', async () => {
  const { store } = await startNode();
  const days40 = String(40 * 24 * 3600 * 1e7);
  const refused: [messageTimeout: string, checkpointAfter: string, sentence: string][] = [
    [days40, '0', 'Message timeout must be from 0 to 2147483647 ms, it is 3456000000 ms.'],
    ['0', days40, 'Checkpoint after must be from 0 to 2147483647 ms, it is 3456000000 ms.'],
    ['-1', '0', 'Message timeout must be from 0 to 2147483647 ms, it is -0.0001 ms.'],
  ];
  for (const [messageTimeout, checkpointAfter, message] of refused) {
    const answer = await callWith(store.port, createGroup, creation(messageTimeout, checkpointAfter));
    const told = `Subscription group workers on stream task-1 failed: '${message}'`;
    expect(answer).toMatchObject({ status: 13, message: told });
  }
});

test('a group that was stored with a part of a millisecond can be listed', async () => {
  const dataDir = temporaryFolder();
  const first = await startEventStore({ dataDir });
  expect(await callWith(first.port, createGroup, creation('20000', '20000'))).toMatchObject({ status: 0 });
  await first.close();
  alter(dataDir, `UPDATE subscription SET settings = json_set(settings, '$.messageTimeoutMs', 1.5001)`);
  const { client } = await startNode({ dataDir });
  const [group] = await client.listAllPersistentSubscriptions();
  expect(group?.settings.messageTimeout).toBe(2);
});
