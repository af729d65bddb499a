import type { Http2Session } from 'node:http2';

type Barrier = { running: boolean; waiting: (() => void)[] };

const barriers = new WeakMap<Http2Session, Barrier>();

/** In which a peer answers a PING, as its HTTP/2 does by itself. */
const pingWaitMsDefault = 30_000;

/**
 * Runs `action` when everything has been read that the peer had sent before it heard of us again: the answer to a PING
 * comes behind it. One PING serves all that wait when it is sent. When the session ends, `action` runs too; who does not
 * answer in time is cut.
 */
export function afterWhatWasSent(
  session: Http2Session,
  action: () => void,
  pingWaitMsMax = pingWaitMsDefault,
): void {
  const barrier = barriers.get(session) ?? { running: false, waiting: [] };
  barriers.set(session, barrier);
  barrier.waiting.push(action);
  if (!barrier.running) ping(session, barrier, pingWaitMsMax);
}

function ping(session: Http2Session, barrier: Barrier, waitMsMax: number): void {
  const actions = barrier.waiting;
  barrier.waiting = [];
  barrier.running = true;
  const timer = setTimeout(() => session.destroy(), waitMsMax);
  const done = () => {
    clearTimeout(timer);
    barrier.running = false;
    for (const action of actions) action();
    if (barrier.waiting.length > 0 && !barrier.running) ping(session, barrier, waitMsMax);
  };
  if (session.destroyed || !session.ping(done)) done();
}
