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

describe('what a form of another site can send', () => {
  const query = 'mutation { signOut }';
  const forms = {
    'application/x-www-form-urlencoded': new URLSearchParams({ query }).toString(),
    'text/plain': JSON.stringify({ query }),
    'multipart/form-data; boundary=x': `--x\r\nContent-Disposition: form-data; name="query"\r\n\r\n${query}\r\n--x--`,
  };

  it.each(Object.entries(forms))('is not carried out as %s', async (type, body) => {
    const answer = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': type, ...admin },
      body,
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect((await api.data('{ viewer { role } }', {}, admin)).viewer).not.toBeNull();
  });

  it('is not carried out by GET either', async () => {
    const answer = await fetch(`${api.url}/graphql?query=${encodeURIComponent(query)}`, { headers: admin });
    expect(answer.status).toBe(405);
    expect((await api.data('{ viewer { role } }', {}, admin)).viewer).not.toBeNull();
  });
});
