import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCheckpoint } from '../checkpoint/checkpoint.ts';
import { toBase64 } from '../encoding/base64.ts';
import { toUtf8 } from '../encoding/utf8.ts';
import { FormatError } from '../errors.ts';
import { testSigner } from '../keys/test-keys.fixture.ts';
import { mutationsOf } from '../mutations.fixture.ts';
import { parseNote } from '../note/note.ts';
import { signatureOf, signNote } from '../note/open.ts';
import { parsePolicy } from '../policy/parse-policy.ts';
import { logKey, testPolicy, testWitnesses } from '../policy/test-policy.fixture.ts';
import { MemoryStorage } from '../tiles/memory-storage.fixture.ts';
import { entryAt, logOf, testOrigin } from '../tiles/test-log.fixture.ts';
import { leafHash } from '../tree/hash.ts';
import { judgeProof } from './judge-proof.ts';
import { extraBytesMax, formatProof, inclusionHashesMax, parseProof } from './log-proof.ts';

const { X1, X2, Y1 } = testWitnesses;
const policy = parsePolicy(testPolicy);
const logAlone = parsePolicy(`log ${logKey}\nquorum none\n`);

/** A log of 600 entries whose checkpoint these witnesses have signed. */
async function witnessedLog(...signers: readonly (typeof X1)[]) {
  const log = await logOf(new MemoryStorage(), 600);
  const { text } = parseNote(log.published.note);
  if (signers.length > 0) {
    await log.addSignatures(
      text,
      signers.map((signer) => signatureOf(text, signer, 1_700_000_000)),
    );
  }
  return log.published;
}

describe('the file of a proof', () => {
  const hashes = ['hash1', 'hash2', 'hash3'].map(
    (text) => new Uint8Array(createHash('sha256').update(text).digest()),
  );
  const checkpoint = signNote(
    formatCheckpoint({ origin: testOrigin, size: 30, root: new Uint8Array(32), extensions: [] }),
    [testSigner(testOrigin)],
    0,
  );

  it('has the lines that tlog-proof says', () => {
    const file = formatProof({
      index: 5,
      hashes: hashes.slice(0, 1),
      checkpoint,
      extra: toUtf8('extra information'),
    });
    expect(file).toBe(
      `c2sp.org/tlog-proof@v1\nextra ZXh0cmEgaW5mb3JtYXRpb24=\nindex 5\n${toBase64(hashes[0] ?? new Uint8Array(0))}\n\n${checkpoint}`,
    );
    expect(formatProof({ index: 0, hashes: [], checkpoint, extra: null })).toBe(
      `c2sp.org/tlog-proof@v1\nindex 0\n\n${checkpoint}`,
    );
  });

  it('comes back, whatever it holds', () => {
    const extra = fc.option(fc.uint8Array({ minLength: 1, maxLength: 90 }));
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.subarray(hashes), extra, (index, some, data) => {
        const proof = { index, hashes: some, checkpoint, extra: data };
        expect(parseProof(formatProof(proof))).toEqual(proof);
      }),
    );
  });

  // Most of these are from transparency-dev/merkle, proof/tlog_proof_test.go.
  it.each<[string, string]>([
    ['another header', `wrong-header\nindex 0\n\n${checkpoint}`],
    ['another version', `c2sp.org/tlog-proof@v2\nindex 0\n\n${checkpoint}`],
    [
      'extra data that is not base64',
      `c2sp.org/tlog-proof@v1\nextra !!notbase64!!\nindex 0\n\n${checkpoint}`,
    ],
    ['empty extra data', `c2sp.org/tlog-proof@v1\nextra \nindex 0\n\n${checkpoint}`],
    ['extra data twice', `c2sp.org/tlog-proof@v1\nextra AAAA\nextra AAAA\nindex 0\n\n${checkpoint}`],
    ['extra data after the index', `c2sp.org/tlog-proof@v1\nindex 0\nextra AAAA\n\n${checkpoint}`],
    ['no index', `c2sp.org/tlog-proof@v1\n\n${checkpoint}`],
    ['an index that is no number', `c2sp.org/tlog-proof@v1\nindex notanumber\n\n${checkpoint}`],
    ['a negative index', `c2sp.org/tlog-proof@v1\nindex -5\n\n${checkpoint}`],
    ['an index with a leading zero', `c2sp.org/tlog-proof@v1\nindex 05\n\n${checkpoint}`],
    ['an index of 2^53', `c2sp.org/tlog-proof@v1\nindex 9007199254740992\n\n${checkpoint}`],
    ['a hash that is not base64', `c2sp.org/tlog-proof@v1\nindex 0\n!!notbase64!!\n\n${checkpoint}`],
    [
      'a hash that is too long',
      `c2sp.org/tlog-proof@v1\nindex 0\n${toBase64(new Uint8Array(64))}\n\n${checkpoint}`,
    ],
    [
      'too many hashes',
      `c2sp.org/tlog-proof@v1\nindex 0\n${`${'A'.repeat(43)}=\n`.repeat(64)}\n${checkpoint}`,
    ],
    ['no empty line', `c2sp.org/tlog-proof@v1\nindex 0\n${checkpoint.replace('\n\n', '\n')}`],
    ['two empty lines', `c2sp.org/tlog-proof@v1\nindex 0\n\n\n${checkpoint}`],
    ['carriage returns', `c2sp.org/tlog-proof@v1\r\nindex 0\r\n\r\n${checkpoint}`],
    ['no checkpoint', 'c2sp.org/tlog-proof@v1\nindex 0\n\ncheckpoint\n'],
    ['a checkpoint without signatures', `c2sp.org/tlog-proof@v1\nindex 0\n\n${parseNote(checkpoint).text}`],
  ])('is refused with %s', (_what, bad) => {
    expect(() => parseProof(bad)).toThrow(FormatError);
    expect(judgeProof(bad, { entry: entryAt(0) }, logAlone)).toMatchObject({
      verdict: 'refused',
      step: 'format',
    });
  });

  it('is not written past its bounds', () => {
    const proof = { index: 0, hashes: [], checkpoint, extra: null };
    expect(() => formatProof({ ...proof, extra: new Uint8Array(extraBytesMax + 1) })).toThrow(RangeError);
    expect(() => formatProof({ ...proof, extra: new Uint8Array(0) })).toThrow(RangeError);
    const many = Array.from({ length: inclusionHashesMax + 1 }, () => new Uint8Array(32));
    expect(() => formatProof({ ...proof, hashes: many })).toThrow(RangeError);
    expect(() => formatProof({ ...proof, hashes: [new Uint8Array(31)] })).toThrow(RangeError);
    expect(() => formatProof({ ...proof, index: -1 })).toThrow(RangeError);
    expect(() => formatProof({ ...proof, checkpoint: 'none\n' })).toThrow(FormatError);
    expect(() => parseProof(`c2sp.org/tlog-proof@v1\nindex 0\n\n${'a'.repeat(2_000_000)}`)).toThrow(
      'longer than',
    );
  });
});

describe('the verdict on a proof', () => {
  it('is that it holds, for each entry, by its bytes or by its hash', async () => {
    const log = await witnessedLog(X1, X2, Y1);
    for (const index of [0, 1, 255, 256, 511, 599]) {
      const file = await log.proof(index);
      const entry = entryAt(index);
      const wanted = { verdict: 'proved', index, checkpoint: log.checkpoint, extra: null };
      expect(judgeProof(file, { entry }, policy)).toMatchObject(wanted);
      expect(judgeProof(toUtf8(file), { leafHash: leafHash(entry) }, policy)).toMatchObject(wanted);
    }
  });

  it('names the step that failed', async () => {
    const log = await witnessedLog(X1, Y1);
    const file = await log.proof(7);
    const entry = entryAt(7);
    expect(judgeProof(file, { entry }, logAlone).verdict).toBe('proved');
    expect(judgeProof(file, { entry }, policy)).toEqual({
      verdict: 'refused',
      step: 'quorum',
      reason: 'Too few witnesses have signed for the quorum "X-and-Y"; missing: X2, X3, Y2.',
    });
    expect(judgeProof(file, { entry: entryAt(8) }, policy)).toMatchObject({ step: 'inclusion' });
    expect(judgeProof(file.replace('index 7', 'index 6'), { entry }, policy)).toMatchObject({
      step: 'inclusion',
    });
    const stranger = parsePolicy(
      `log ${testSigner('example.com/other').verifier.verifierKey}\nquorum none\n`,
    );
    expect(judgeProof(file, { entry }, stranger)).toMatchObject({ step: 'signature' });
    expect(judgeProof(file.replace('\n600\n', '\n601\n'), { entry }, policy)).toMatchObject({
      step: 'signature',
    });
    expect(() => judgeProof(file, { leafHash: new Uint8Array(31) }, policy)).toThrow(RangeError);
  });

  it('is never that it holds when one character of the file is changed, left out or put in', async () => {
    const log = await witnessedLog(X1, X2, Y1);
    const file = await log.proof(300);
    for (const mutation of mutationsOf(file)) {
      const { verdict } = judgeProof(mutation, { entry: entryAt(300) }, policy);
      expect(verdict, JSON.stringify(mutation)).toBe('refused');
    }
  });
});
