import { once } from 'node:events';
import { connect as connectHttp2 } from 'node:http2';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { certificate, privateKey } from '../spec-certificate.ts';
import { until } from '../spec-observe.ts';
import { openToAll } from './authenticate.ts';
import { answerWith, bodyOf } from './http-answer.ts';
import { type Address, type Handler, listen } from './server.ts';
import { Traffic } from './traffic.ts';

async function listening(options: Partial<Address>): Promise<number> {
  const readBody = answerWith(async (request) => ({ status: 200, body: `${await bodyOf(request, 1000)}` }));
  const http = {
    pages: new Map([['/ping', () => ({ status: 200, body: 'pong' })]]),
    resources: new Map([['/echo', readBody]]),
  };
  const server = await listen(
    { host: '127.0.0.1', port: 0, ...options },
    new Map<string, Handler>([
      ['/waits', () => {}],
      ['/answers', (call) => call.end()],
    ]),
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
  const session = connectHttp2(`http://127.0.0.1:${await listening({ callsMax: 2 })}`);
  onTestFinished(() => session.destroy());
  const call = (path: string) => {
    return session.request({ ':method': 'POST', ':path': path, 'content-type': 'application/grpc' });
  };
  const answered = async () => (await once(call('/answers'), 'response'))[0];
  const [first] = [call('/waits'), call('/waits')];
  const refusal = await answered();
  expect(refusal['grpc-status']).toBe('8');
  expect(decodeURIComponent(refusal['grpc-message'])).toContain('2 calls are open on this node');
  first.close();
  await until(async () => (await answered())['grpc-status'] === '0', 'there is room');
});
