import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCheckpoint } from '../checkpoint/checkpoint.ts';
import { toUtf8 } from '../encoding/utf8.ts';
import { FormatError, VerificationError } from '../errors.ts';
import { testSigner } from '../keys/test-keys.fixture.ts';
import { mutationsOf } from '../mutations.fixture.ts';
import { signNote } from '../note/open.ts';
import type { Signer } from '../note/verifier.ts';
import { testOrigin } from '../tiles/test-log.fixture.ts';
import { judgeNote } from './judge-note.ts';
import { parsePolicy, policyGroupsMax } from './parse-policy.ts';
import { judgeQuorum, type Policy } from './policy.ts';
import { keyOf, logKey, testPolicy, testWitnesses } from './test-policy.fixture.ts';

const { X1, X2, X3, Y1, Y2 } = testWitnesses;
const log = testSigner(testOrigin);
const checkpoint = { origin: testOrigin, size: 9, root: new Uint8Array(32).fill(1), extensions: [] };

function signedBy(...signers: readonly Signer[]): string {
  return signNote(formatCheckpoint(checkpoint), signers, 1_700_000_000);
}

describe('a policy', () => {
  it('is read as it is written', () => {
    const { logs, witnesses, groups, quorum } = parsePolicy(testPolicy);
    expect(logs.map(({ verifier, url }) => [verifier.name, url])).toEqual([
      [testOrigin, 'https://log.example.com/'],
    ]);
    expect(witnesses.map(({ name, url }) => [name, url])).toEqual([
      ['X1', null],
      ['X2', 'https://x.example/2'],
      ['X3', null],
      ['Y1', null],
      ['Y2', null],
    ]);
    expect(groups).toEqual([
      { name: 'X-witnesses', threshold: 2, members: ['X1', 'X2', 'X3'] },
      { name: 'Y-witnesses', threshold: 1, members: ['Y1', 'Y2'] },
      { name: 'X-and-Y', threshold: 2, members: ['X-witnesses', 'Y-witnesses'] },
    ]);
    expect(quorum).toBe('X-and-Y');
    expect(parsePolicy(toUtf8(testPolicy))).toMatchObject({ quorum });
  });

  it('may have nothing but a quorum of none', () => {
    expect(parsePolicy('quorum none\n')).toEqual({ logs: [], witnesses: [], groups: [], quorum: null });
    expect(parsePolicy('  # only\n\t\n quorum\tnone \n')).toMatchObject({ quorum: null });
  });

  it.each<[string, number, string]>([
    ['log\nquorum none\n', 1, 'a log is'],
    [`log ${logKey} url more\nquorum none\n`, 1, 'a log is'],
    [`log ${logKey.slice(0, -4)}\nquorum none\n`, 1, 'key'],
    [`log ${logKey}\nlog ${logKey}\nquorum none\n`, 2, 'public key'],
    [`witness X1\nquorum none\n`, 1, 'a witness is'],
    [`witness X1 ${logKey}\nquorum none\n`, 1, 'for cosignatures'],
    [`witness X1 ${keyOf('X1')}\nwitness X2 ${keyOf('X1')}\nquorum none\n`, 2, 'public key'],
    [`witness X1 ${keyOf('X1')}\nwitness X1 ${keyOf('X2')}\nquorum none\n`, 2, 'already'],
    [`witness none ${keyOf('X1')}\nquorum none\n`, 1, '"none"'],
    [`witness X1 ${keyOf('X1')}\ngroup X1 any X1\nquorum none\n`, 2, 'already'],
    [`witness X1 ${keyOf('X1')}\ngroup none any X1\nquorum none\n`, 2, '"none"'],
    [`witness X1 ${keyOf('X1')}\ngroup G any\nquorum none\n`, 2, 'a group is'],
    [`witness X1 ${keyOf('X1')}\ngroup G 0 X1\nquorum none\n`, 2, 'at least 1'],
    [`witness X1 ${keyOf('X1')}\ngroup G 2 X1\nquorum none\n`, 2, 'larger than 1'],
    [`witness X1 ${keyOf('X1')}\ngroup G 01 X1\nquorum none\n`, 2, 'leading zero'],
    [`witness X1 ${keyOf('X1')}\ngroup G most X1\nquorum none\n`, 2, 'decimal'],
    [`witness X1 ${keyOf('X1')}\ngroup G any none\nquorum none\n`, 2, 'no line before it'],
    [`witness X1 ${keyOf('X1')}\ngroup G any X1 X1\nquorum none\n`, 2, 'may be one once'],
    [`witness X1 ${keyOf('X1')}\ngroup G any X1\ngroup H any X1\nquorum none\n`, 3, 'may be one once'],
    [`group G any G\nquorum none\n`, 1, 'no line before it'],
    [`group G any X1\nwitness X1 ${keyOf('X1')}\nquorum G\n`, 1, 'no line before it'],
    [`quorum X1\nwitness X1 ${keyOf('X1')}\n`, 1, 'no line before it'],
    ['quorum none\nquorum none\n', 2, 'already'],
    ['quorum\n', 1, 'a quorum is'],
    ['quorum none none\n', 1, 'a quorum is'],
    ['Quorum none\n', 1, 'begins with'],
    ['toString none\n', 1, 'begins with'],
    ['\nquorum none\r\n', 2, 'control character'],
    ['# \u007f\nquorum none\n', 1, 'control character'],
    ['quorum\u00a0none\n', 1, 'begins with'],
  ])('%j is refused at its line', (text, line, why) => {
    expect(() => parsePolicy(text)).toThrow(FormatError);
    expect(() => parsePolicy(text)).toThrow(new RegExp(`^Line ${line} of the policy: .*${why}`, 'u'));
  });

  it('without a quorum, or cut off, is refused', () => {
    expect(() => parsePolicy('')).toThrow('no quorum line');
    expect(() => parsePolicy('quorum none')).toThrow('does not end in a newline');
    expect(() => parsePolicy('\n')).toThrow('no quorum line');
    for (let end = 0; end < testPolicy.length; end += 1) {
      expect(() => parsePolicy(testPolicy.slice(0, end))).toThrow(FormatError);
    }
  });

  it('is refused with any character of a key changed, left out or put in', () => {
    for (const key of [logKey, keyOf('Y1')]) {
      for (const mutation of mutationsOf(key)) {
        // White space after the key begins what may be a URL.
        if (mutation.trimEnd() === key || mutation.startsWith(`${key} `)) continue;
        if (/^[ ]/u.test(mutation) && mutation.trimStart() === key) continue;
        expect(() => parsePolicy(testPolicy.replace(key, mutation)), mutation).toThrow(FormatError);
      }
    }
  });

  it('compares names byte by byte, in UTF-8 and in no encoding at all', () => {
    const kelvin = `witness \u212a ${keyOf('X1')}\nwitness K ${keyOf('X2')}\nquorum \u212a\n`;
    expect(parsePolicy(kelvin)).toMatchObject({ quorum: '\u212a' });
    expect(() => parsePolicy(`witness \u212a ${keyOf('X1')}\nquorum K\n`)).toThrow('no line before it');
    const raw = (name: number) =>
      Uint8Array.from([...toUtf8('witness '), name, ...toUtf8(` ${keyOf('X1')}\nquorum `), 0xff, 0x0a]);
    expect(parsePolicy(raw(0xff)).quorum).toBe('\u00ff');
    expect(() => parsePolicy(raw(0xfe))).toThrow(FormatError);
  });

  it('holds 32 logs, witnesses and groups and more, and has bounds', () => {
    const numbers = Array.from({ length: 40 }, (_, at) => at);
    const lines = numbers.flatMap((at) => [
      `log ${testSigner(`l.example/${at}`).verifier.verifierKey}`,
      `witness W${at} ${testSigner(`w.example/${at}`, 'cosignature-ed25519').verifier.verifierKey}`,
      `group G${at} all W${at}`,
    ]);
    expect(parsePolicy(`${lines.join('\n')}\nquorum G39\n`).groups).toHaveLength(40);
    const chain = Array.from(
      { length: policyGroupsMax + 1 },
      (_, at) => `group G${at} all ${at === 0 ? 'X1' : `G${at - 1}`}`,
    );
    const tooMany = `witness X1 ${keyOf('X1')}\n${chain.join('\n')}\nquorum none\n`;
    expect(() => parsePolicy(tooMany)).toThrow(`at most ${policyGroupsMax} groups`);
    expect(() => parsePolicy(`${'# '.repeat(600_000)}\nquorum none\n`)).toThrow('longer than');
  });
});

describe('a quorum', () => {
  const policy = parsePolicy(testPolicy);

  it.each<[readonly string[], boolean, readonly string[]]>([
    [[], false, ['X1', 'X2', 'X3', 'Y1', 'Y2']],
    [['X1', 'X2'], false, ['X3', 'Y1', 'Y2']],
    [['X1', 'Y1'], false, ['X2', 'X3', 'Y2']],
    [['X1', 'X3', 'Y2'], true, ['X2', 'Y1']],
    [['X1', 'X1', 'Y1'], false, ['X2', 'X3', 'Y2']],
    [['X-witnesses', 'Y-witnesses', 'X-and-Y'], false, ['X1', 'X2', 'X3', 'Y1', 'Y2']],
  ])('of %j is judged', (signed, satisfied, missing) => {
    expect(judgeQuorum(policy, signed)).toMatchObject({ satisfied, missing });
  });

  it('of none is always there', () => {
    expect(judgeQuorum(parsePolicy('quorum none\n'), [])).toEqual({
      satisfied: true,
      witnessed: [],
      missing: [],
    });
  });

  it('is what the definition says, for groups of groups', () => {
    const witnesses = policy.witnesses;
    const names = witnesses.map(({ name }) => name);
    const shape = fc.array(
      fc.record({ size: fc.integer({ min: 1, max: 3 }), k: fc.integer({ min: 1, max: 3 }) }),
      {
        maxLength: 4,
      },
    );
    fc.assert(
      fc.property(shape, fc.subarray(names), (groupsOf, signed) => {
        const free = [...names];
        const groups: Policy['groups'][number][] = [];
        for (const [at, { size, k }] of groupsOf.entries()) {
          const members = free.splice(0, size);
          if (members.length === 0) break;
          groups.push({ name: `G${at}`, threshold: Math.min(k, members.length), members });
          free.push(`G${at}`);
        }
        const quorum = groups.at(-1)?.name ?? 'X1';
        const holds = (name: string): boolean => {
          const group = groups.find((one) => one.name === name);
          return group ? group.members.filter(holds).length >= group.threshold : signed.includes(name);
        };
        expect(judgeQuorum({ ...policy, groups, quorum }, signed).satisfied).toBe(holds(quorum));
      }),
    );
  });
});

describe('a note under a policy', () => {
  const policy = parsePolicy(testPolicy);

  it('tells who signed, when, and who is missing', () => {
    const judged = judgeNote(signedBy(log, X1, X3, Y2), policy);
    expect(judged).toMatchObject({ satisfied: true, missing: ['X2', 'Y1'], checkpoint: { size: 9 } });
    expect(judged.log.verifier.name).toBe(testOrigin);
    expect(
      judged.cosignatures.map(({ witness, timestampSeconds }) => [witness.name, timestampSeconds]),
    ).toEqual([
      ['X1', 1_700_000_000],
      ['X3', 1_700_000_000],
      ['Y2', 1_700_000_000],
    ]);
    expect(judgeNote(signedBy(log, X1, Y1, Y2), policy)).toMatchObject({
      satisfied: false,
      missing: ['X2', 'X3'],
    });
  });

  it('does not count witnesses that the policy does not know', () => {
    const stranger = testSigner('x.example/9', 'cosignature-ed25519');
    expect(judgeNote(signedBy(log, X1, Y1, stranger), policy).satisfied).toBe(false);
  });

  it('is refused when no log of the policy with that origin has signed it', () => {
    expect(() => judgeNote(signedBy(X1, X2, Y1), policy)).toThrow('No log of the policy');
    expect(() => judgeNote(signedBy(testSigner('example.com/other'), X1, X2, Y1), policy)).toThrow(
      VerificationError,
    );
    expect(() => judgeNote(signedBy(log), parsePolicy('quorum none\n'))).toThrow(VerificationError);
    const foreign = signNote(formatCheckpoint({ ...checkpoint, origin: 'example.com/other' }), [log], 0);
    expect(() => judgeNote(foreign, policy)).toThrow(VerificationError);
  });

  it("is refused when a known witness's signature is wrong, though a quorum is there without it", () => {
    const good = signedBy(log, X1, X2, Y1, Y2);
    const [lastLine = ''] = good.trimEnd().split('\n').slice(-1);
    const spoiled = good.replace(
      lastLine,
      `${lastLine.slice(0, 60)}${lastLine[60] === 'A' ? 'B' : 'A'}${lastLine.slice(61)}`,
    );
    expect(spoiled).not.toBe(good);
    expect(() => judgeNote(spoiled, policy)).toThrow('wrong');
  });
});
