import type { EventLog } from './event-log.ts';
import { ownEvent } from './record.ts';

const systemEvents = [
  { stream: '$users', type: '$User', data: 'admin' },
  {
    stream: '$user-admin',
    type: '$UserCreated',
    data: user('admin', 'Event Store Administrator', ['$admins']),
  },
  { stream: '$users', type: '$User', data: 'ops' },
  { stream: '$user-ops', type: '$UserCreated', data: user('ops', 'Event Store Operations', ['$ops']) },
];

/** The events that EventStoreDB writes at the head of a new log. They carry no password and no hash of one. */
export async function writeSystemEvents(log: EventLog): Promise<void> {
  for (const { stream, type, data } of systemEvents) {
    const event = ownEvent(type, typeof data === 'string' ? Buffer.from(data) : JSON.stringify(data));
    await new Promise<void>((resolve, reject) => {
      log.append(stream, 'any', [event], (outcome) => (outcome.ok ? resolve() : reject(outcome.error)));
      log.flush();
    });
  }
}

function user(loginName: string, fullName: string, groups: string[]) {
  return { loginName, fullName, disabled: false, groups };
}
