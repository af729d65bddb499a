import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminEmail, type Session, startTestApi, type TestApi } from './harness.ts';

let api: TestApi;
let admin: Session;

beforeAll(async () => {
  api = await startTestApi();
  admin = await api.signIn(adminEmail);
});
afterAll(() => api?.[Symbol.asyncDispose]());

describe('GraphQL over HTTP, by the audit suite of graphql-http', () => {
  const fetchFn = (url: string, init?: RequestInit) =>
    fetch(url, { ...init, headers: { ...init?.headers, ...admin } });
  const audits = serverAudits({ url: () => `${api.url}/graphql`, fetchFn });

  it.each(audits)('$name', async (audit) => {
    const result = await audit.fn();
    if (result.status === 'ok' || result.status === 'notice') return;
    const body = await result.response?.text().catch(() => '');
    expect.fail(`${result.status}: ${result.reason} ${body}`);
  });
});
