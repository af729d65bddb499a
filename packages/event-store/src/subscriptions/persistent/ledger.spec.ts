import { expect, test } from 'vitest';
import { bytesOf, Ledger, type Message } from './ledger.ts';

function message(order: number): Message {
  const record = {
    position: order,
    stream: 1,
    revision: order,
    type: 1,
    createdMs: 0,
    record: Buffer.alloc(100),
  };
  const resolved = { event: record, link: null, position: order };
  return { order, id: String(order), resolved, retryCount: 0, parkedRevision: null, done: false };
}

test('what is finished behind an unanswered message holds the checkpoint back, but not its record', () => {
  const ledger = new Ledger(-1);
  const messages = [0, 1, 2].map(message);
  for (const one of messages) ledger.add(one);
  const [oldest, ...others] = messages as [Message, ...Message[]];
  for (const one of others) ledger.finish(one);
  expect([ledger.checkpoint, ledger.unfinishedCount, ledger.heldCount]).toEqual([-1, 1, 3]);
  expect(others.map(bytesOf)).toEqual([0, 0]);
  ledger.finish(oldest);
  expect([ledger.checkpoint, ledger.unfinishedCount, ledger.heldCount]).toEqual([2, 0, 0]);
});
