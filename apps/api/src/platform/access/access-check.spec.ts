import { buildSchema, graphql } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { RequestContext, RequestViewer } from '../graphql/request-context.ts';
import { guardFields } from './access-check.ts';
import { anyone, roles, signedIn } from './rules.ts';

const sdl = `
  type Query { news: String secrets: Secrets }
  type Secrets { text: String }
  type Mutation { publish: String }
`;
const complete = { 'Query.news': anyone, 'Query.secrets': signedIn, 'Mutation.publish': roles('PLANNER') };

describe('the tables of access rules', () => {
  it('need a row for every root field: one that is missing stops the boot', () => {
    const { 'Mutation.publish': _, ...incomplete } = complete;
    expect(() => guardFields(buildSchema(sdl), [incomplete])).toThrow(/Mutation\.publish has no row/u);
  });

  it('have no row without a field', () => {
    const tables = [complete, { 'Query.gone': anyone }];
    expect(() => guardFields(buildSchema(sdl), tables)).toThrow(
      /row Query\.gone, but the schema has no such/u,
    );
  });

  it('have one row a field', () => {
    expect(() => guardFields(buildSchema(sdl), [complete, { 'Query.news': signedIn }])).toThrow(/two rows/u);
  });
});

describe('a guarded field', () => {
  const schema = buildSchema(sdl);
  guardFields(schema, [complete, { 'Secrets.text': roles('AUDITOR') }]);
  const ask = async (source: string, role: string | null) => {
    const viewer = role === null ? null : ({ actor: { role } } as RequestViewer);
    const contextValue = { language: 'en', viewer } as RequestContext;
    const rootValue = { news: 'n', secrets: { text: 't' }, publish: 'p' };
    const { data, errors } = await graphql({ schema, source, rootValue, contextValue });
    return errors?.[0]?.extensions.reason ?? data;
  };

  it('answers whom its rule lets in', async () => {
    expect(await ask('{ news }', null)).toEqual({ news: 'n' });
    expect(await ask('mutation { publish }', 'PLANNER')).toEqual({ publish: 'p' });
    expect(await ask('{ secrets { text } }', 'AUDITOR')).toEqual({ secrets: { text: 't' } });
  });

  it('says why it does not answer', async () => {
    expect(await ask('{ secrets { text } }', null)).toBe('SIGN_IN_NEEDED');
    expect(await ask('{ secrets { text } }', 'OFFICER')).toBe('ROLE_NOT_ALLOWED');
    expect(await ask('mutation { publish }', 'OFFICER')).toBe('ROLE_NOT_ALLOWED');
  });
});
