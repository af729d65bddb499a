import type { Http2Session } from 'node:http2';

type Barrier = { running: boolean; waiting: (() => void)[] };

const barriers = new WeakMap<Http2Session, Barrier>();

/**
 * Runs `action` when everything has been read that the peer had sent before it heard of us again: the answer to a PING
 * comes behind it. One PING serves all that wait when it is sent. When the session ends, `action` runs too.
 */
export function afterWhatWasSent(session: Http2Session, action: () => void): void {
  const barrier = barriers.get(session) ?? { running: false, waiting: [] };
  barriers.set(session, barrier);
  barrier.waiting.push(action);
  if (!barrier.running) ping(session, barrier);
}

function ping(session: Http2Session, barrier: Barrier): void {
  const actions = barrier.waiting;
  barrier.waiting = [];
  barrier.running = true;
  const done = () => {
    barrier.running = false;
    for (const action of actions) action();
    if (barrier.waiting.length > 0 && !barrier.running) ping(session, barrier);
  };
  if (session.destroyed || !session.ping(done)) done();
}
