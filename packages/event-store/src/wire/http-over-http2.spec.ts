import { writeFileSync } from 'node:fs';
import { constants } from 'node:http2';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { certificate, privateKey } from '../spec-certificate.ts';
import { ask, session } from '../spec-http2.ts';
import { collect, connect, startNode, temporaryFolder } from '../spec-node.ts';
import { message, streamsService } from '../spec-wire.ts';
import { startEventStore } from '../start-event-store.ts';
import { frameMessage } from './frames.ts';

const json = { 'es-eventtype': 'Counted', 'content-type': 'application/json' };
const tls = { certificate, privateKey };

test.each([
  ['in clear', undefined],
  ['under TLS', tls],
])('HTTP/2 clients are answered as those of HTTP/1.1 are, %s', async (_, given) => {
  const store = await startEventStore({ memory: true, ...(given === undefined ? {} : { tls: given }) });
  onTestFinished(() => store.close());
  const over = session(store.port, given?.certificate);
  expect(await ask(over, 'GET /health/live')).toMatchObject({ status: 204, body: '' });
  expect((await ask(over, 'GET /ping')).body).toContain('Ping request successfully handled');
  expect((await ask(over, 'GET /metrics')).body).toContain('songhanh_event_store_last_position 4\n');
  expect(await ask(over, 'HEAD /ping')).toMatchObject({ status: 200, body: '' });
  expect(await ask(over, 'GET /nowhere')).toMatchObject({ status: 404 });
  expect(await ask(over, 'POST /streams/task-1', json, '{"n":1}')).toMatchObject({ status: 201 });
  const conflict = await ask(over, 'POST /streams/task-1', { ...json, 'es-expectedversion': '7' }, '{}');
  expect(conflict).toMatchObject({ status: 400, headers: { 'es-currentversion': '0' } });
  const file = join(temporaryFolder(), 'certificate.pem');
  writeFileSync(file, certificate);
  const client = connect(`${store.connectionString}&tlsCAFile=${file}`);
  const [read] = await collect(client.readStream('task-1'));
  expect(read?.event).toMatchObject({ type: 'Counted', data: { n: 1 } });
});

test('users are managed over HTTP/2, and whoever is not known is told how to say who they are', async () => {
  const users = { admin: { password: 'changeit', groups: ['$admins'] } };
  const store = await startEventStore({ memory: true, users, tls });
  onTestFinished(() => store.close());
  const over = session(store.port, certificate);
  const hoa = JSON.stringify({ loginName: 'hoa', fullName: 'Hoa', groups: ['$ops'], password: 'bí mật' });
  const refused = await ask(over, 'POST /users', {}, hoa);
  expect([refused.status, refused.headers['www-authenticate']]).toEqual([
    401,
    expect.stringMatching(/^Basic/),
  ]);
  const authorization = `Basic ${Buffer.from('admin:changeit').toString('base64')}`;
  const made = await ask(over, 'POST /users', { authorization }, hoa);
  expect(made).toMatchObject({
    status: 201,
    headers: { location: `https://127.0.0.1:${store.port}/users/hoa` },
  });
});

test('a call is one by its media type; without it a method of gRPC answers 415', async () => {
  const { store } = await startNode();
  const over = session(store.port);
  const route = `POST ${streamsService}/Read`;
  const call = frameMessage(message((writer) => writer.text(9, 'nothing that is known'))).toString('latin1');
  for (const mediaType of [
    'application/grpc',
    'application/grpc+proto',
    'application/grpc;x=1',
    'Application/GRPC',
  ]) {
    const answered = await ask(over, route, { 'content-type': mediaType }, call);
    expect([mediaType, answered.status, answered.headers['grpc-status']]).toEqual([mediaType, 200, '3']);
  }
  for (const mediaType of ['application/grpc-web', 'application/json', 'application/grpcx']) {
    const answered = await ask(over, route, { 'content-type': mediaType }, call);
    expect([mediaType, answered.status]).toEqual([mediaType, 415]);
  }
  expect((await ask(over, route, {}, call)).status).toBe(415);
  const url = `http://127.0.0.1:${store.port}${streamsService}/Read`;
  expect((await fetch(url, { method: 'POST' })).status).toBe(415);
});

test('a body that is too long is refused, and the connection goes on', async () => {
  const { store } = await startNode();
  const over = session(store.port);
  const long = 'x'.repeat(3 * 2 ** 20);
  for (let n = 0; n < 6; n += 1) {
    expect(await ask(over, 'POST /streams/task-1', json, long)).toMatchObject({ status: 413 });
    expect(await ask(over, 'POST /nowhere', json, long)).toMatchObject({ status: 404 });
  }
  expect(await ask(over, 'POST /streams/task-1', json, '{}')).toMatchObject({ status: 201 });
});

test.each([
  ['cancelled', constants.NGHTTP2_CANCEL],
  ['closed without an error', constants.NGHTTP2_NO_ERROR],
])('a request that is %s before its end appends nothing', async (_, code) => {
  const { store, client } = await startNode();
  const over = session(store.port);
  for (let n = 0; n < 20; n += 1) {
    const request = over.request({ ':method': 'POST', ':path': '/streams/task-1', ...json });
    request.on('error', () => {});
    const closed = new Promise((resolve) => request.on('close', resolve));
    await new Promise((resolve) => request.write('{"n":1}', resolve));
    request.close(code);
    await closed;
  }
  expect(await ask(over, 'POST /streams/task-2', json, '{}')).toMatchObject({ status: 201 });
  const all = await collect(client.readAll({ direction: 'backwards', fromPosition: 'end', maxCount: 2 }));
  expect(all.map(({ event }) => event?.streamId)).toEqual(['task-2', '$user-ops']);
});
