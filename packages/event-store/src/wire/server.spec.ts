import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { certificate, privateKey } from '../spec-certificate.ts';
import { openToAll } from './authenticate.ts';
import { answerWith, bodyOf } from './http-answer.ts';
import { type Address, listen } from './server.ts';
import { Traffic } from './traffic.ts';

async function listening(options: Partial<Address>): Promise<number> {
  const readBody = answerWith(async (request) => ({ status: 200, body: `${await bodyOf(request, 1000)}` }));
  const http = {
    pages: new Map([['/ping', () => ({ status: 200, body: 'pong' })]]),
    resources: new Map([['/echo', readBody]]),
  };
  const server = await listen(
    { host: '127.0.0.1', port: 0, ...options },
    new Map(),
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
