import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emailOf, type Session, startTestApi, type TestApi, unit } from './harness.ts';
import { smallWorld } from './world.ts';

const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n',
);
const sha256 = createHash('sha256').update(pdf).digest('hex');

let api: TestApi;
let officer: Session;
let csrf: string;

beforeAll(async () => {
  api = await startTestApi();
  const { planner, officer: actor } = await smallWorld(api);
  await api.given('EstablishUnit', unit('so-c'));
  await api.person({ accountId: 'stranger', unitId: 'so-c', role: 'LEADER' });
  await api.given('AssignTask', { taskId: 't1', leadUnitId: 'so-a' }, planner);
  await api.given('AcknowledgeTask', { taskId: 't1' }, actor);
  officer = await api.signIn(emailOf('officer'));
  csrf = await csrfOf(officer);
});
afterAll(() => api?.[Symbol.asyncDispose]());

async function csrfOf(session: Session): Promise<string> {
  return (await api.data('{ viewer { csrfToken } }', {}, session)).viewer.csrfToken;
}

function put(body: Buffer, headers: Readonly<Record<string, string>> = { ...officer, 'x-csrf-token': csrf }) {
  return fetch(`${api.url}/files`, { method: 'PUT', body: new Uint8Array(body), headers });
}

const attach = `mutation ($input: AttachEvidenceInput!) {
  attachEvidence(input: $input) { id }
}`;
const evidence = { taskId: 't1', evidenceId: 'e1', fileName: 'Biên bản.pdf', mediaType: 'application/pdf' };

describe('PUT /files', () => {
  it('is for who is signed in, from a page of ours', async () => {
    expect((await put(pdf, {})).status).toBe(401);
    expect((await put(pdf, { ...officer })).status).toBe(403);
    expect((await put(pdf, { ...officer, 'x-csrf-token': 'guessed' })).status).toBe(403);
  });

  it('takes what the content says it is, whatever is claimed', async () => {
    const page = Buffer.from('<!doctype html><script>alert(1)</script>');
    const headers = { ...officer, 'x-csrf-token': csrf, 'content-type': 'application/pdf' };
    const refused = await put(page, headers);
    expect({ status: refused.status, body: await refused.json() }).toMatchObject({
      status: 415,
      body: { code: 'FILE_TYPE_NOT_TAKEN' },
    });
    expect((await put(Buffer.alloc(0))).status).toBe(415);
    const text = await put(Buffer.from('Ghi chú cuộc họp'));
    expect(await text.json()).toMatchObject({
      type: 'text/plain',
      size: Buffer.byteLength('Ghi chú cuộc họp'),
    });
  });

  it('answers the digest, the size and the type of what it keeps', async () => {
    const answer = await put(pdf);
    expect(await answer.json()).toEqual({ sha256, size: pdf.length, type: 'application/pdf' });
  });

  it('refuses more than 25 MiB', async () => {
    const large = Buffer.concat([pdf, Buffer.alloc(25 * 1024 * 1024)]);
    expect((await put(large)).status).toBe(413);
  });
});

describe('a file that a command binds', () => {
  const get = (headers: Readonly<Record<string, string>>) => fetch(`${api.url}/files/${sha256}`, { headers });

  it('must have been uploaded, and be what the command says', async () => {
    const missing = { commandId: 'f1', ...evidence, sha256: 'a'.repeat(64), size: 1 };
    const { errors } = await api.send(attach, { input: missing }, officer);
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      issues: [{ path: 'input.sha256', message: 'Chưa có tệp này. Hãy tải tệp lên bằng PUT /files trước.' }],
    });
    const otherSize = { commandId: 'f2', ...evidence, sha256, size: 1 };
    const wrong = await api.send(attach, { input: otherSize }, officer);
    expect(wrong.errors?.[0]?.extensions.issues).toMatchObject([{ path: 'input.size' }]);
  });

  it('is nobody’s to read before it is bound, and then of those who see what binds it', async () => {
    expect((await get(officer)).status).toBe(404);
    await api.data(attach, { input: { commandId: 'f3', ...evidence, sha256, size: pdf.length } }, officer);
    const answer = await get(officer);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent('Biên bản.pdf'));
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(pdf);
    expect((await get(await api.signIn(emailOf('planner')))).status).toBe(200);
    expect((await get(await api.signIn(emailOf('stranger')))).status).toBe(404);
    expect((await get({})).status).toBe(401);
  });

  it('stays, while one that nobody bound goes after a day', async () => {
    const { files, database } = api.api.platform;
    const unbound = createHash('sha256').update('Không ai gắn').digest('hex');
    expect((await put(Buffer.from('Không ai gắn'))).status).toBe(200);
    await database.pool.query(`update vault.file set touched_at = now() - interval '25 hours'`);
    await files.sweep();
    expect(await files.read(unbound)).toBeNull();
    expect((await get(officer)).status).toBe(200);
  });
});
