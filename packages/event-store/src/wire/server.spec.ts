import { once } from 'node:events';
import { constants } from 'node:http2';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { certificate, privateKey } from '../spec-certificate.ts';
import { ask, session } from '../spec-http2.ts';
import { until } from '../spec-observe.ts';
import { openToAll } from './authenticate.ts';
import type { Call } from './call.ts';
import { answerWith, bodyOf } from './http-answer.ts';
import { type Measured, pagesOf } from './pages.ts';
import { type Address, type Handler, type Handlers, listen } from './server.ts';
import { Traffic } from './traffic.ts';

async function listening(options: Partial<Address>, handlers: Handlers = new Map()): Promise<number> {
  const readBody = answerWith(async (request) => ({ status: 200, body: `${await bodyOf(request, 1000)}` }));
  const http = {
    pages: new Map([
      ['/ping', () => ({ status: 200, body: 'pong' })],
      ...pagesOf({ log: { failure: new Error('The disk did not sync: EIO.') } } as Measured),
    ]),
    resources: new Map([['/echo', readBody]]),
  };
  const server = await listen(
    { host: '127.0.0.1', port: 0, ...options },
    handlers,
    http,
    openToAll,
    new Traffic(),
  );
  onTestFinished(() => server.close());
  return server.port;
}

/** Writes `request`, and resolves with what was answered when the node cuts the connection. */
function untilCut(socket: Socket, request: string): Promise<string> {
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => {});
  socket.write(request);
  let answered = '';
  socket.on('data', (chunk) => {
    answered += chunk;
  });
  return new Promise((resolve) => socket.on('close', () => resolve(answered)));
}

const halfSent: [what: string, request: string][] = [
  ['a head', 'GET /ping HTTP/1.1\r\nHost: x\r\nX: '],
  ['a body', 'POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n12345'],
  ['a second head', 'GET /ping HTTP/1.1\r\nHost: x\r\n\r\nGET /ping HTTP/1.1\r\n'],
];

test.each(halfSent)('half of %s is waited for within the bound, and cut', async (_, request) => {
  const requestWaitMsMax = 100;
  const clear = await listening({ requestWaitMsMax });
  expect(await untilCut(connect(clear, '127.0.0.1'), request)).toContain('408 Request Timeout');
  const secure = await listening({ requestWaitMsMax, tls: { certificate, privateKey } });
  const socket = connectTls({ port: secure, host: '127.0.0.1', ca: certificate, servername: 'localhost' });
  expect(await untilCut(socket, request)).toContain('408 Request Timeout');
});

test('a call beyond the bound is refused, and one that ends makes room for another', async () => {
  const handlers = new Map<string, Handler>([
    ['/waits', () => {}],
    ['/answers', (call) => call.end()],
  ]);
  const over = session(await listening({ callsMax: 2 }, handlers));
  const call = (path: string) => {
    return over.request({ ':method': 'POST', ':path': path, 'content-type': 'application/grpc' });
  };
  const answered = async () => (await once(call('/answers'), 'response'))[0];
  const [first] = [call('/waits'), call('/waits')];
  const refusal = await answered();
  expect(refusal['grpc-status']).toBe('8');
  expect(decodeURIComponent(refusal['grpc-message'])).toContain('2 calls are open on this node');
  first.close();
  await until(async () => (await answered())['grpc-status'] === '0', 'there is room');
});

test('a call whose request goes on after its answer is cut, and what it sends is read past until then', async () => {
  const handlers = new Map<string, Handler>([['/refuses', (call) => call.end()]]);
  const over = session(await listening({}, handlers));
  const headers = { ':method': 'POST', ':path': '/refuses', 'content-type': 'application/grpc' };
  const request = over.request(headers);
  const closed = once(request, 'close');
  const [answer] = await once(request.resume(), 'response');
  expect(answer['grpc-status']).toBe('0');
  await new Promise((resolve) => request.write(Buffer.alloc(3_000_000), resolve));
  await closed;
  expect(request.rstCode).toBe(constants.NGHTTP2_NO_ERROR);
});

test('who takes an answer slowly, and goes on asking, gets all of it and its status', async () => {
  const bytes = 3_000_000;
  const handlers = new Map<string, Handler>([
    [
      '/answers',
      (call) => {
        call.write(Buffer.alloc(bytes));
        call.end();
      },
    ],
    ['/refuses', (call) => call.end()],
  ]);
  const over = session(await listening({}, handlers));
  const call = (path: string) =>
    over.request({ ':method': 'POST', ':path': path, 'content-type': 'application/grpc' });
  const slow = call('/answers');
  const trailers = once(slow, 'trailers');
  await once(slow, 'response');
  // Both requests go on; when the later one is cut, the time of the earlier one is over, too.
  await once(call('/refuses').resume(), 'close');
  let taken = 0;
  slow.on('data', (chunk: Buffer) => {
    taken += chunk.length;
  });
  expect((await trailers)[0]['grpc-status']).toBe('0');
  expect(taken).toBe(bytes);
});

test('a plain request over HTTP/2 beyond the bound is refused, and one that ends makes room for another', async () => {
  const over = session(await listening({ requestsMax: 2 }));
  const halfSent = () => {
    const request = over.request({ ':method': 'POST', ':path': '/echo' });
    request.write('1');
    return request;
  };
  const [first] = [halfSent(), halfSent()];
  expect(await ask(over, 'GET /health/live')).toMatchObject({ status: 503, body: '' });
  expect(await ask(over, 'POST /echo', {}, '1')).toMatchObject({ status: 503, body: '' });
  first.end();
  expect((await once(first, 'response'))[0][':status']).toBe(200);
  await once(first.resume(), 'close');
  expect(await ask(over, 'POST /echo', {}, '2')).toMatchObject({ status: 200, body: '2' });
});

test('half of a body is waited for within the bound over HTTP/2, too, and the connection goes on', async () => {
  const port = await listening({ requestWaitMsMax: 100 });
  const over = session(port);
  const request = over.request({ ':method': 'POST', ':path': '/echo' });
  request.write('12345');
  const [headers] = await once(request, 'response');
  expect(headers[':status']).toBe(408);
  await once(request.resume(), 'close');
  expect(await ask(over, 'POST /echo', {}, '12345')).toMatchObject({ status: 200, body: '12345' });
});

test('a connection that asks for no further page is closed, over HTTP/1.1 and HTTP/2', async () => {
  const port = await listening({ idleMsMax: 100 });
  const over = session(port);
  const closed = once(over, 'close');
  expect(await ask(over, 'POST /echo', {}, 'x')).toMatchObject({ status: 200 });
  await closed;
  const socket = connect(port, '127.0.0.1');
  expect(await untilCut(socket, 'GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n')).toContain('404 Not Found');
});

test('a failed disk shows over HTTP/2, too, and pages are for GET and HEAD', async () => {
  const port = await listening({});
  const over = session(port);
  const failed = { status: 503, body: 'The disk did not sync: EIO.\n' };
  expect(await ask(over, 'GET /health/live')).toMatchObject(failed);
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
    const refused = { status: 405, headers: { allow: 'GET, HEAD' } };
    expect(await ask(over, `${method} /health/live`)).toMatchObject(refused);
    const response = await fetch(`http://127.0.0.1:${port}/health/live`, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  }
  const head = await fetch(`http://127.0.0.1:${port}/health/live`, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([503, '']);
});

test('a call goes on until it ends when its connection asks for no further page', async () => {
  let end = () => {};
  const wait = (call: Call) => {
    end = () => call.end();
  };
  const port = await listening({ idleMsMax: 100 }, new Map([['/wait', wait]]));
  const over = session(port);
  const goesAway = once(over, 'goaway');
  const call = ask(over, 'POST /wait', { 'content-type': 'application/grpc' });
  expect(await ask(over, 'POST /echo', {}, 'x')).toMatchObject({ status: 200 });
  await goesAway;
  end();
  expect(await call).toMatchObject({ status: 200, headers: { 'grpc-status': '0' } });
});
