import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PostgresServer, startPostgres } from '../src/platform/database/postgres.fixture.ts';
import {
  adminEmail,
  emailOf,
  type Headers,
  type Session,
  startTestApi,
  type TestApi,
  testPassword,
  unit,
  type Variables,
} from './harness.ts';

const establish = `mutation ($input: EstablishUnitInput!) {
  establishUnit(input: $input) { id name revision parent { name } }
}`;
const rename = 'mutation ($input: RenameUnitInput!) { renameUnit(input: $input) { id name revision } }';
const changeGroup = `mutation ($input: ChangeUnitGroupInput!) {
  changeUnitGroup(input: $input) { revision members { id } }
}`;

const databases: readonly { readonly name: string; readonly start: () => Promise<PostgresServer | null> }[] =
  [
    { name: 'the embedded database', start: async () => null },
    { name: 'PostgreSQL', start: startPostgres },
  ];

describe.each(databases)('on $name', ({ start }) => {
  let api: TestApi;
  let admin: Session;
  let server: PostgresServer | null;

  beforeAll(async () => {
    server = await start();
    api = await startTestApi(server === null ? {} : { environment: { DATABASE_URL: server.url } });
    admin = await api.signIn(adminEmail);
    await api.given('EstablishUnit', unit('so-y-te', { name: 'Sở Y tế' }));
    await api.person({ accountId: 'officer', unitId: 'so-y-te', role: 'OFFICER' });
  });
  afterAll(async () => {
    await api?.[Symbol.asyncDispose]();
    await server?.close();
  });

  describe('a mutation marked @command', () => {
    it('answers with what it wrote, read back through the read models', async () => {
      const input = { commandId: 'm1', ...unit('so-noi-vu', { name: 'Sở Nội vụ', parentUnitId: 'so-y-te' }) };
      const { establishUnit } = await api.data(establish, { input }, admin);
      expect(establishUnit).toEqual({
        id: 'so-noi-vu',
        name: 'Sở Nội vụ',
        revision: 0,
        parent: { name: 'Sở Y tế' },
      });
    });

    it('sent again under the same commandId writes nothing and answers the same', async () => {
      const input = { commandId: 'm2', ...unit('u2') };
      const first = await api.data(establish, { input }, admin);
      expect(await api.data(establish, { input }, admin)).toEqual(first);
      const { unit: found } = await api.data('{ unit(id: "u2") { history { type } } }', {}, admin);
      expect(found.history).toEqual([{ type: 'UnitEstablished' }]);
    });

    it('refuses a commandId that carried other content', async () => {
      await api.data(establish, { input: { commandId: 'm3', ...unit('u3') } }, admin);
      const other = { commandId: 'm3', ...unit('u3', { name: 'Tên khác' }) };
      const { errors } = await api.send(establish, { input: other }, admin);
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        issues: [{ path: 'input.commandId', message: expect.stringMatching(/^Mã lệnh này đã dùng/u) }],
      });
    });

    it('answers CONFLICT with the current revision when the stream moved on', async () => {
      await api.given('EstablishUnit', unit('u4'));
      const input = (commandId: string, name: string) => ({
        ...{ commandId, expectedRevision: 0, unitId: 'u4', name, shortName: 'u4', since: '2021-01-01' },
      });
      const renamed = await api.data(rename, { input: input('m4', 'Một') }, admin);
      expect(renamed.renameUnit).toEqual({ id: 'u4', name: 'Một', revision: 1 });
      const { errors } = await api.send(rename, { input: input('m5', 'Hai') }, admin);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', currentRevision: 1 });
    });

    it('answers CONFLICT to who changes a group as it was before somebody else did', async () => {
      for (const unitId of ['g1', 'g2', 'g3']) await api.given('EstablishUnit', unit(unitId));
      const since = '2021-01-01';
      await api.given('DefineUnitGroup', { groupId: 'g', name: 'Nhóm', memberUnitIds: ['g1'], since });
      const { unitGroups } = await api.data('{ unitGroups { id revision } }', {}, admin);
      expect(unitGroups).toEqual([{ id: 'g', revision: 0 }]);
      const input = (commandId: string, memberUnitIds: readonly string[], expectedRevision: number) => ({
        ...{ commandId, expectedRevision, groupId: 'g', memberUnitIds, since },
      });
      const changed = await api.data(changeGroup, { input: input('g-a', ['g1', 'g2'], 0) }, admin);
      expect(changed.changeUnitGroup).toEqual({ revision: 1, members: [{ id: 'g1' }, { id: 'g2' }] });
      const { errors } = await api.send(changeGroup, { input: input('g-b', ['g1', 'g3'], 0) }, admin);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', currentRevision: 1 });
      const settled = await api.data(changeGroup, { input: input('g-c', ['g1', 'g2', 'g3'], 1) }, admin);
      expect(settled.changeUnitGroup.revision).toBe(2);
    });

    it('says REFUSED with reason, parameters and a sentence in the language of the caller', async () => {
      const input = { commandId: 'm6', ...unit('so-y-te') };
      const vi = await api.send(establish, { input }, admin);
      expect(vi.errors?.[0]).toMatchObject({
        message: 'Đơn vị này đã được nhập.',
        extensions: { code: 'REFUSED', reason: 'UNIT_ALREADY_ESTABLISHED', params: { unitId: 'so-y-te' } },
      });
      const en = await api.send(establish, { input }, { ...admin, 'accept-language': 'en' });
      expect(en.errors?.[0]?.message).toMatch(/unit/iu);
      expect(en.errors?.[0]?.message).not.toBe(vi.errors?.[0]?.message);
    });

    it('names the path of every field that is not as it should be', async () => {
      const input = { commandId: 'm7', ...unit('u7', { name: '  ', code: 'x' }) };
      const { errors } = await api.send(establish, { input }, admin);
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
      const paths = errors?.[0]?.extensions.issues.map(({ path }: { path: string }) => path);
      expect(paths).toEqual(['input.name', 'input.code']);
    });

    it('says what is wrong with ids and codes in the language that was asked for', async () => {
      const input = { commandId: 'm'.repeat(129), ...unit('u12', { code: 'x' }) };
      const messages = async (wrong: Variables, headers: Headers) => {
        const { errors } = await api.send(establish, { input: wrong }, { ...admin, ...headers });
        return errors?.[0]?.extensions.issues.map(({ message }: { message: string }) => message);
      };
      expect(await messages(input, {})).toEqual(['Mã đơn vị hành chính gồm 2 đến 5 chữ số.']);
      expect(await messages({ ...input, code: null }, {})).toEqual(['Cần từ 1 đến 128 ký tự.']);
      const noId = { commandId: 'm12', ...unit('mã có dấu') };
      expect(await messages(noId, {})).toEqual([expect.stringMatching(/^Mã gồm 1 đến 128 chữ cái/u)]);
      const english = { 'accept-language': 'en' };
      expect(await messages(noId, english)).toEqual([expect.stringMatching(/^An id has 1 to 128 letters/u)]);
    });

    it.each(['\u0000', '\u000b', '\ud800'])(
      'refuses a text with %j, which nothing could show, before it is written or looked for',
      async (bad) => {
        const input = { commandId: 'm13', ...unit('u13', { name: `Sở${bad}Y tế` }) };
        const { errors } = await api.send(establish, { input }, admin);
        const message = expect.stringMatching(/^Có ký tự điều khiển/u);
        expect(errors?.[0]?.extensions.issues).toEqual([{ path: 'input.name', message }]);
        const searched = 'query ($search: String) { units(search: $search) { totalCount } }';
        const search = await api.send(searched, { search: bad }, admin);
        expect(search.errors?.[0]?.extensions.issues).toEqual([{ path: 'search', message }]);
        const literal = await api.send(`{ unit(id: ${JSON.stringify(bad)}) { name } }`, {}, admin);
        // Half a surrogate pair is no GraphQL at all.
        const isGraphql = bad.isWellFormed();
        expect(literal.errors?.[0]?.extensions.code).toBe(
          isGraphql ? 'BAD_USER_INPUT' : 'GRAPHQL_PARSE_FAILED',
        );
        if (isGraphql) expect(literal.errors?.[0]?.extensions.issues).toEqual([{ path: 'id', message }]);
        await expect(api.given('EstablishUnit', unit('u13', { name: `Sở${bad}Y tế` }))).rejects.toThrow(
          'TEXT_NOT_STORABLE',
        );
      },
    );

    it('refuses a name that nobody could see', async () => {
      const input = { commandId: 'm14', ...unit('u14', { name: '\u200b \u200b' }) };
      const { errors } = await api.send(establish, { input }, admin);
      const message = 'Chỉ có ký tự không nhìn thấy được. Hãy gõ lại hoặc để trống.';
      expect(errors?.[0]?.extensions.issues).toEqual([{ path: 'input.name', message }]);
    });

    it('answers FORBIDDEN with the policy’s reason', async () => {
      const officer = await api.signIn(emailOf('officer'));
      const { errors } = await api.send(establish, { input: { commandId: 'm8', ...unit('u8') } }, officer);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'ADMINISTRATOR_NEEDED' });
    });

    it('is for who is signed in', async () => {
      const { errors } = await api.send(establish, { input: { commandId: 'm9', ...unit('u9') } });
      expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    });

    it('does not change the past', async () => {
      const input = { commandId: 'm10', ...unit('u10') };
      const { errors, status } = await api.send(establish, { input }, { ...admin, 'x-as-of': '1' });
      expect(status).toBe(400);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'REFUSED', reason: 'PAST_IS_READ_ONLY' });
    });
  });

  describe('the moment of an answer', () => {
    it('is the one that X-As-Of names, by position or by instant', async () => {
      await api.given('EstablishUnit', unit('u20', { name: 'Tên đầu' }));
      const { moment } = await api.data('{ moment { position lastRecordedAt } }', {}, admin);
      await api.given('RenameUnit', {
        unitId: 'u20',
        name: 'Tên sau',
        shortName: 'u20',
        since: '2021-01-01',
      });
      const name = async (headers: Record<string, string>) =>
        (await api.data('{ unit(id: "u20") { name } }', {}, { ...admin, ...headers })).unit.name;
      expect(await name({})).toBe('Tên sau');
      expect(await name({ 'x-as-of': moment.position })).toBe('Tên đầu');
      expect(await name({ 'x-as-of': moment.lastRecordedAt })).toBe('Tên đầu');
    });

    it('has an empty inbox for a unit that was not there yet', async () => {
      const question = '{ coordinationInbox(unitId: "u20") { unit { name } waitingForUsCount } }';
      const { coordinationInbox } = await api.data(question, {}, { ...admin, 'x-as-of': '0' });
      expect(coordinationInbox).toEqual({ unit: null, waitingForUsCount: 0 });
    });

    it('cannot be malformed or yet to come', async () => {
      const yearZero = ['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+23:59'];
      for (const asOf of ['yesterday', '2023-02-30T00:00:00Z', '2999-01-01T00:00:00Z', ...yearZero]) {
        const { errors, status } = await api.send('{ moment { today } }', {}, { ...admin, 'x-as-of': asOf });
        expect(status).toBe(400);
        expect(errors?.[0]?.extensions).toMatchObject({
          code: 'BAD_USER_INPUT',
          issues: [{ path: 'X-As-Of' }],
        });
      }
    });

    it('is NOT_CAUGHT_UP when X-At-Least-Position names what is not there yet', async () => {
      const headers = { ...admin, 'x-at-least-position': '999999999' };
      const { errors, status } = await api.send('{ moment { today } }', {}, headers);
      expect(errors?.[0]?.extensions.code).toBe('NOT_CAUGHT_UP');
      expect(status).toBe(503);
    });
  });

  describe('what leaves the service', () => {
    it('tells nothing of a fault inside', async () => {
      const { pool } = api.api.platform.database;
      await pool.query('alter table read_model.unit rename to unit_away');
      const { errors } = await api.send('{ unit(id: "u1") { name } }', {}, admin);
      await pool.query('alter table read_model.unit_away rename to unit');
      expect(errors?.[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR' });
      expect(JSON.stringify(errors)).not.toMatch(/select|read_model|relation/iu);
    });

    it('is bounded: too deep, too costly or with too many aliases is refused before it runs', async () => {
      const deep = `{ unit(id: "x") ${'{ parent '.repeat(20)}{ id }${' }'.repeat(20)} }`;
      const costly = '{ units(first: 500) { edges { node { children { children { children { id } } } } } } }';
      const aliased = `{ ${Array.from({ length: 70 }, (_, n) => `a${n}: moment { today }`).join(' ')} }`;
      const reasons = { QUERY_TOO_DEEP: deep, QUERY_TOO_COSTLY: costly, TOO_MANY_ALIASES: aliased };
      for (const [reason, operation] of Object.entries(reasons)) {
        const { errors, status } = await api.send(operation, {}, admin);
        expect({ status, reason: errors?.[0]?.extensions.reason }).toEqual({ status: 400, reason });
      }
    });

    it('does not describe the schema to who is not signed in', async () => {
      const introspection = '{ __schema { types { name } } }';
      expect((await api.send(introspection)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
      expect((await api.data(introspection, {}, admin)).__schema.types.length).toBeGreaterThan(50);
    });

    it('says what every type, field, argument and value is', async () => {
      const { types } = (await api.data(introspection, {}, admin)).__schema;
      expect(types.length).toBeGreaterThan(100);
      // GraphQL's own types are not ours to describe.
      const ours = types.filter(({ name }: Described) => !name.startsWith('__'));
      expect(undescribed(ours)).toEqual([]);
    });
  });

  describe('health', () => {
    it('is live and ready', async () => {
      expect((await fetch(`${api.url}/health/live`)).status).toBe(200);
      const ready = await fetch(`${api.url}/health/ready`);
      expect(ready.status).toBe(200);
      expect(await ready.json()).toMatchObject({ status: 'ready' });
    });
  });

  describe('signing in', () => {
    it('is refused for a while after ten wrong passwords', async () => {
      await api.person({ accountId: 'guessed', unitId: 'so-y-te', role: 'OFFICER' });
      const signIn = (password: string) =>
        api.send('mutation ($input: SignInInput!) { signIn(input: $input) { role } }', {
          input: { email: emailOf('guessed'), password },
        });
      for (let n = 0; n < 10; n += 1)
        expect((await signIn(`wrong ${n}`)).errors?.[0]?.extensions.reason).toBe('WRONG_EMAIL_OR_PASSWORD');
      expect((await signIn(testPassword)).errors?.[0]?.extensions.reason).toBe('TOO_MANY_SIGN_INS');
    });
  });
});

const introspection = `{ __schema { types {
  name description
  fields(includeDeprecated: true) { name description args { name description } }
  inputFields { name description }
  enumValues { name description }
} } }`;

interface Described {
  readonly name: string;
  readonly description: string | null;
  readonly fields?: readonly Described[] | null;
  readonly args?: readonly Described[] | null;
  readonly inputFields?: readonly Described[] | null;
  readonly enumValues?: readonly Described[] | null;
}

function undescribed(all: readonly Described[], above = ''): readonly string[] {
  return all.flatMap(({ name, description, fields, args, inputFields, enumValues }) => {
    const path = `${above}${name}`;
    const inner = [fields, args, inputFields, enumValues].flatMap((below) =>
      undescribed(below ?? [], `${path}.`),
    );
    return description ? inner : [path, ...inner];
  });
}
