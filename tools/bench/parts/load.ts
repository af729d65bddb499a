import { type ClientHttp2Session, connect } from 'node:http2';
import { type Row, timed } from '../row.ts';
import { embeddedNode } from '../store-subjects.ts';

const IDLE_CONNECTIONS = 1_000;
const LIVE_SUBSCRIPTIONS = 200;
/** What the reader that never drains has before it: far more than any window. */
const HISTORY_BATCHES = 200;

type Node = Awaited<ReturnType<typeof embeddedNode>>;

/** What an append takes beside those who only hold the node's attention: one after another, and 16 in flight. */
export async function loadPart(count: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, burden] of burdens) {
    const node = await embeddedNode();
    const release = await burden(node);
    try {
      for (const inFlight of [1, 16]) {
        const result = await timed(Math.ceil(count / 4), inFlight, (n) =>
          node.append(`load-${inFlight}-${n}`, 1),
        );
        const { p50Ms, p99Ms } = result;
        rows.push({
          part: 'load',
          name,
          subject: node.name,
          inFlight,
          unit: 'ms',
          value: p50Ms,
          p50Ms,
          p99Ms,
        });
      }
    } finally {
      release();
      await node.stop();
    }
  }
  return rows;
}

const burdens: readonly (readonly [string, (node: Node) => Promise<() => void>])[] = [
  ['append, nobody else', async () => () => {}],
  [`append beside ${IDLE_CONNECTIONS} idle connections`, idleConnections],
  [`append beside ${LIVE_SUBSCRIPTIONS} live subscriptions`, liveSubscriptions],
  ['append beside a reader that never drains', readerThatNeverDrains],
];

async function idleConnections(node: Node): Promise<() => void> {
  const sessions: ClientHttp2Session[] = [];
  for (let n = 0; n < IDLE_CONNECTIONS; n += 1) sessions.push(await session(node));
  return () => sessions.forEach((one) => void one.destroy());
}

/** Each is woken by every commit and looks at its events; none of them matches its filter. */
async function liveSubscriptions(node: Node): Promise<() => void> {
  for (let n = 0; n < LIVE_SUBSCRIPTIONS; n += 1) await node.subscribe?.(() => {});
  return () => {};
}

/** A subscription to `$all` from its start whose answer is never read: it stands at a full window. */
async function readerThatNeverDrains(node: Node): Promise<() => void> {
  for (let n = 0; n < HISTORY_BATCHES; n += 1) await node.append(`history-${n}`, 100);
  const one = await session(node);
  const path = '/event_store.client.streams.Streams/Read';
  const call = one.request({
    ':method': 'POST',
    ':path': path,
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  call.on('error', () => {});
  call.end(subscribeToAllFromStart);
  await new Promise((resolve) => call.once('response', resolve));
  return () => one.destroy();
}

/** A framed `ReadReq`: `$all`, from the start, as a subscription, without filter, ids as text. */
const subscribeToAllFromStart = Buffer.from([
  ...[0, 0, 0, 0, 14, 0x0a, 12],
  ...[0x12, 2, 0x12, 0, 0x32, 0, 0x42, 0, 0x4a, 2, 0x12, 0],
]);

function session(node: Node): Promise<ClientHttp2Session> {
  return new Promise((resolve, reject) => {
    const one = connect(`http://${node.address}`);
    one.once('error', reject);
    one.once('remoteSettings', () => resolve(one));
  });
}
