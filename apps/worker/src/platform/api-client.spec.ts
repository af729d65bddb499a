import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { type ApiClientOptions, createApiClient } from './api-client.ts';

type Answering = (request: IncomingMessage, response: ServerResponse, nth: number) => void;

const question = {
  document: '{ plan { id } }',
  variables: {},
  shape: z.object({ plan: z.object({ id: z.string() }) }),
};
const plan = { data: { plan: { id: 'p1' } } };

test('a question carries the token, the language and its moment', async () => {
  const seen: IncomingMessage[] = [];
  const { api } = await served((request, response) => {
    seen.push(request);
    answer(response, 200, plan);
  });
  expect(await api.ask(question, { asOf: '2023-09-30T10:00:00Z', atLeastPosition: '42' })).toEqual(plan.data);
  expect(seen[0]?.headers).toMatchObject({
    authorization: 'Bearer the-token',
    'accept-language': 'vi',
    'x-as-of': '2023-09-30T10:00:00Z',
    'x-at-least-position': '42',
  });
});

test('an API that is starting is asked again', async () => {
  const { api, asked } = await served((_, response, nth) => {
    if (nth < 3) answer(response, 503, {});
    else answer(response, 200, plan);
  });
  expect(await api.ask(question)).toEqual(plan.data);
  expect(asked()).toBe(3);
});

test('an API that stays away is given up', async () => {
  const { api } = await served((_, response) => answer(response, 503, {}), { outageMsMax: 300 });
  await expect(api.ask(question)).rejects.toMatchObject({ name: 'ApiUnreachable' });
});

test('an address where nothing listens is unreachable, and the reason is named', async () => {
  const api = createApiClient({ url: 'http://127.0.0.1:9', token: 't', language: 'vi', outageMsMax: 0 });
  await expect(api.ask(question)).rejects.toThrow(/cannot be reached: .+/u);
});

test('an answer that does not come in time is unreachable', async () => {
  const { api } = await served(() => undefined, { callMsMax: 50, outageMsMax: 0 });
  await expect(api.ask(question)).rejects.toMatchObject({ name: 'ApiUnreachable' });
});

test('a refusal is not tried again, and keeps its code, reason and message', async () => {
  const { api, asked } = await served((_, response) =>
    answer(response, 200, {
      errors: [{ message: 'Báo cáo đã xong.', extensions: { code: 'REFUSED', reason: 'REPORT_COMPLETED' } }],
    }),
  );
  await expect(api.ask(question)).rejects.toMatchObject({
    name: 'ApiRefused',
    message: 'Báo cáo đã xong.',
    code: 'REFUSED',
    reason: 'REPORT_COMPLETED',
  });
  expect(asked()).toBe(1);
});

test('an answer of another shape is refused where it comes in', async () => {
  const { api } = await served((_, response) => answer(response, 200, { data: { plan: { id: 7 } } }));
  await expect(api.ask(question)).rejects.toThrow(/expected string/u);
});

test('an upload sends the bytes with their type and name, and answers their digest', async () => {
  const seen: { readonly headers: object; readonly bytes: Buffer }[] = [];
  const { api } = await served(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    seen.push({ headers: request.headers, bytes: Buffer.concat(chunks) });
    answer(response, 200, { sha256: 'a'.repeat(64), size: 3 });
  });
  const uploaded = await api.upload(Buffer.from([1, 2, 3]), 'application/pdf', 'báo cáo.pdf');
  expect(uploaded).toEqual({ sha256: 'a'.repeat(64), size: 3 });
  expect(seen[0]?.bytes).toEqual(Buffer.from([1, 2, 3]));
  expect(seen[0]?.headers).toMatchObject({
    'content-type': 'application/pdf',
    'x-file-name': encodeURIComponent('báo cáo.pdf'),
  });
});

test('an upload that is not taken says why', async () => {
  const { api } = await served((_, response) =>
    answer(response, 415, { message: 'loại tệp không được nhận' }),
  );
  await expect(api.upload(Buffer.from('x'), 'text/plain', 'x.txt')).rejects.toThrow(
    /loại tệp không được nhận/u,
  );
});

async function served(answering: Answering, options: Partial<ApiClientOptions> = {}) {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    answering(request, response, asked);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as { port: number };
  const url = `http://127.0.0.1:${port}`;
  return {
    api: createApiClient({ url, token: 'the-token', language: 'vi', ...options }),
    asked: () => asked,
  };
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
