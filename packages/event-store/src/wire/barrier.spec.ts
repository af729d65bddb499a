import { once } from 'node:events';
import { createServer, type ServerHttp2Session } from 'node:http2';
import { type AddressInfo, connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { afterWhatWasSent } from './barrier.ts';

test('a peer that answers no PING is cut, and what waited for it runs', async () => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => {});
  const noSettings = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]);
  socket.write(Buffer.concat([Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), noSettings]));
  const [session] = (await once(server, 'session')) as [ServerHttp2Session];
  const closed = once(socket.resume(), 'close');
  let ran = 0;
  for (let n = 0; n < 3; n += 1)
    afterWhatWasSent(
      session,
      () => {
        ran += 1;
      },
      100,
    );
  await closed;
  expect(session.destroyed).toBe(true);
  expect(ran).toBe(3);
});
