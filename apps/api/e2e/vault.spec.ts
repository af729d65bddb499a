import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  adminEmail,
  emailOf,
  type Session,
  serviceToken,
  startTestApi,
  type TestApi,
  testPassword,
  unit,
} from './harness.ts';

const viewerQuery =
  '{ viewer { role account { id fullName email } office { title } unit { id } csrfToken } }';

let api: TestApi;
let admin: Session;

beforeAll(async () => {
  api = await startTestApi();
  admin = await api.signIn(adminEmail);
  await api.given('EstablishUnit', unit('so-a'));
  await api.given('EstablishUnit', unit('so-b'));
});
afterAll(() => api?.[Symbol.asyncDispose]());

describe('a session', () => {
  it('tells who is signed in, until it is ended', async () => {
    await api.person({ accountId: 'lan', unitId: 'so-a', role: 'OFFICER', fullName: 'Nguyễn Thị Lan' });
    const session = await api.signIn(emailOf('lan'));
    const { viewer } = await api.data(viewerQuery, {}, session);
    expect(viewer).toMatchObject({
      role: 'OFFICER',
      account: { id: 'lan', fullName: 'Nguyễn Thị Lan', email: emailOf('lan') },
      unit: { id: 'so-a' },
    });
    await api.data('mutation { signOut }', {}, session);
    expect((await api.data(viewerQuery, {}, session)).viewer).toBeNull();
  });

  it('travels in a cookie that no script reads and no other site sends', async () => {
    const { headers } = await api.send('mutation ($i: SignInInput!) { signIn(input: $i) { role } }', {
      i: { email: adminEmail, password: testPassword },
    });
    expect(headers.get('set-cookie')).toMatch(/^songhanh_session=[\w-]{43}; .*HttpOnly; SameSite=Strict/u);
  });

  it('ends with the account and with the office', async () => {
    await api.person({ accountId: 'left', unitId: 'so-a', role: 'OFFICER' });
    await api.person({ accountId: 'closed', unitId: 'so-a', role: 'OFFICER' });
    const [left, closed] = [await api.signIn(emailOf('left')), await api.signIn(emailOf('closed'))];
    const end = 'mutation ($i: EndOfficeInput!) { endOffice(input: $i) { offices { lastDay } } }';
    const office = { accountId: 'left', officeId: 'office-left', lastDay: '2021-01-01' };
    await api.data(end, { i: { commandId: 'v1', ...office } }, admin);
    const close = 'mutation ($i: CloseAccountInput!) { closeAccount(input: $i) { status } }';
    const reason = 'Chuyển công tác';
    await api.data(close, { i: { commandId: 'v2', accountId: 'closed', reason } }, admin);
    expect((await api.data(viewerQuery, {}, left)).viewer).toBeNull();
    expect((await api.data(viewerQuery, {}, closed)).viewer).toBeNull();
    await expect(api.signIn(emailOf('closed'))).rejects.toThrow();
  });
});

describe('a password', () => {
  it('is changed by its owner, who knows the present one; other sessions end', async () => {
    await api.person({ accountId: 'own', unitId: 'so-a', role: 'OFFICER' });
    const [here, elsewhere] = [await api.signIn(emailOf('own')), await api.signIn(emailOf('own'))];
    const set = 'mutation ($i: SetPasswordInput!) { setPassword(input: $i) }';
    const newPassword = 'another password for tests';
    const wrong = await api.send(set, { i: { presentPassword: 'not it, not it', newPassword } }, here);
    expect(wrong.errors?.[0]?.extensions.reason).toBe('PRESENT_PASSWORD_WRONG');
    await api.data(set, { i: { presentPassword: testPassword, newPassword } }, here);
    expect((await api.data(viewerQuery, {}, elsewhere)).viewer).toBeNull();
    await api.signIn(emailOf('own'), newPassword);
    await expect(api.signIn(emailOf('own'))).rejects.toThrow();
  });

  it('of another is set by an administrator alone, with 12 characters or more', async () => {
    await api.person({ accountId: 'other', unitId: 'so-a', role: 'OFFICER' });
    const set = 'mutation ($i: SetPasswordInput!) { setPassword(input: $i) }';
    const officer = await api.signIn(emailOf('other'));
    const i = { accountId: 'lan', newPassword: 'a new password, long' };
    expect((await api.send(set, { i }, officer)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const short = await api.send(set, { i: { ...i, newPassword: 'short' } }, admin);
    expect(short.errors?.[0]?.extensions.issues).toMatchObject([{ path: 'input.newPassword' }]);
    expect(await api.data(set, { i }, admin)).toEqual({ setPassword: true });
  });
});

describe('an e-mail', () => {
  it('signs in one account', async () => {
    await api.person({ accountId: 'first', unitId: 'so-a', role: 'OFFICER' });
    const open = 'mutation ($i: OpenAccountInput!) { openAccount(input: $i) { id } }';
    const i = { commandId: 'v3', accountId: 'second', fullName: 'Người khác', email: emailOf('FIRST') };
    expect((await api.send(open, { i }, admin)).errors?.[0]?.extensions.reason).toBe('EMAIL_TAKEN');
  });
});

describe('names, e-mails and phones', () => {
  const ask =
    '{ account(id: "seen") { fullName email } unit(id: "so-b") { offices { account { fullName } } } }';
  const seen = { fullName: 'Trần Văn Thấy', email: emailOf('seen') };

  it('are seen by the unit, planners, auditors and administrators, and by nobody else', async () => {
    await api.person({ accountId: 'seen', unitId: 'so-b', role: 'OFFICER', fullName: 'Trần Văn Thấy' });
    await api.person({ accountId: 'colleague', unitId: 'so-b', role: 'LEADER' });
    await api.person({ accountId: 'auditor', unitId: 'so-a', role: 'AUDITOR' });
    await api.person({ accountId: 'stranger', unitId: 'so-a', role: 'LEADER' });
    for (const who of ['colleague', 'auditor']) {
      const { account, unit: so } = await api.data(ask, {}, await api.signIn(emailOf(who)));
      expect(account).toEqual(seen);
      expect(so.offices).toContainEqual({ account: { fullName: seen.fullName } });
    }
    expect((await api.data(ask, {}, admin)).account).toEqual(seen);
    const { account, unit: so } = await api.data(ask, {}, await api.signIn(emailOf('stranger')));
    expect(account).toEqual({ fullName: null, email: null });
    expect(so.offices).toEqual([]);
  });

  it('are gone after erasure, at every moment', async () => {
    await api.person({ accountId: 'gone', unitId: 'so-a', role: 'OFFICER', fullName: 'Lê Thị Quên' });
    const { moment } = await api.data('{ moment { position } }', {}, admin);
    await api.given('CloseAccount', { accountId: 'gone', reason: 'Nghỉ việc' });
    const erase = 'mutation ($i: EraseAccountInput!) { eraseAccount(input: $i) { status fullName } }';
    const i = { commandId: 'v4', accountId: 'gone', reason: 'Theo yêu cầu' };
    expect(await api.data(erase, { i }, admin)).toEqual({
      eraseAccount: { status: 'ERASED', fullName: null },
    });
    const past = { ...admin, 'x-as-of': moment.position };
    const name = async () =>
      (await api.data('{ account(id: "gone") { fullName } }', {}, past)).account.fullName;
    await expect.poll(name).toBeNull();
    const { rows } = await api.api.platform.database.pool.query(
      `select count(*)::int as names from read_model.account where search like '%quen%' or full_name like 'Lê%'`,
    );
    expect(rows).toEqual([{ names: 0 }]);
  });
});

describe('the service', () => {
  it('comes in by its token, and holds no office', async () => {
    const headers = { authorization: `Bearer ${serviceToken}` };
    expect(await api.data('{ viewer { role } units { totalCount } }', {}, headers)).toMatchObject({
      viewer: null,
    });
    const { errors } = await api.send('{ units { totalCount } }', {}, { authorization: 'Bearer wrong' });
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

describe('a log whose database was lost', () => {
  it('is not opened beside a new one, at no start, and nothing is made in its place', async () => {
    await using lost = await startTestApi();
    await lost.api.close();
    const { dataDir, eventStore } = lost;
    await rm(join(dataDir, 'postgres'), { recursive: true });
    for (const _start of [1, 2])
      await expect(startTestApi({ dataDir, eventStore })).rejects.toThrow(
        /^The log of the event store has events, but the database beside it is new: /u,
      );
  });
});

describe('a folder whose read models were deleted', () => {
  it('signs in again and shows what it showed', async () => {
    const { units } = await api.data('{ units { totalCount } }', {}, admin);
    const { dataDir, eventStore } = api;
    await api.api.platform.database.pool.query('drop schema read_model cascade');
    await api.api.close();
    await using again = await startTestApi({ dataDir, eventStore });
    const session = await again.signIn(adminEmail);
    expect((await again.data('{ units { totalCount } }', {}, session)).units).toEqual(units);
    expect((await again.data(viewerQuery, {}, session)).viewer.account.email).toBe(adminEmail);
  });
});
