import { describe, expect, it } from 'vitest';
import { testSigner } from '../keys/test-keys.fixture.ts';
import { formatSignatureLines, parseNote } from '../note/note.ts';
import { signatureOf } from '../note/open.ts';
import { MemoryStorage } from '../tiles/memory-storage.fixture.ts';
import { entryAt, logOf } from '../tiles/test-log.fixture.ts';
import { formatAddCheckpoint } from './add-checkpoint.ts';
import { readWitnessAnswer } from './read-answer.ts';
import { MemoryWitnessState, testCosigners, testWitness } from './test-witness.fixture.ts';
import { answerAddCheckpoint } from './witness.ts';

const text = 'example.com/log\n5\nTjuxuLR4pjn+cftjFRlRlTobySWstoRkvEwtd4YmZEo=\n';
const witness = testSigner('w.example/1', 'cosignature-ed25519');
const stranger = testSigner('w.example/2', 'cosignature-ed25519');
const sent = { text, oldSize: 3, witnessKeys: [witness.verifier] };
const lineOf = (signer: typeof witness, of = text) =>
  formatSignatureLines([signatureOf(of, signer, 1_700_000_000)]);
const ok = (body: string) => readWitnessAnswer({ status: 200, contentType: 'text/plain', body }, sent);

describe('the answer of a witness', () => {
  it('gives the good cosignatures of its known keys, and ignores others', () => {
    const outcome = ok(lineOf(stranger) + lineOf(witness));
    expect(outcome).toMatchObject({ outcome: 'cosigned', cosignatures: [{ name: 'w.example/1' }] });
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['an empty line', '\n'],
    ['cosignatures of unknown keys alone', lineOf(stranger)],
    ['a cosignature of another text', lineOf(witness, text.replace('5', '6'))],
    ['a good one and a wrong one of a known key', lineOf(witness) + lineOf(witness, text.replace('5', '6'))],
    ['a line that is cut off', lineOf(witness).slice(0, -1)],
    ['a page', '<html>\n</html>\n'],
    ['more than there can be', 'a'.repeat(2_000_000)],
  ])('is refused when it is %s', (_what, body) => {
    expect(ok(body)).toMatchObject({ outcome: 'refused', status: 200 });
  });

  it('is refused when its cosignature states no time', () => {
    const signer = testSigner('w.example/1', 'cosignature-ml-dsa-44');
    const timeless = { ...signer.verifier, verify: () => ({ timestampSeconds: 0 }) };
    const answer = { status: 200, contentType: null, body: lineOf(signer) };
    expect(readWitnessAnswer(answer, { ...sent, witnessKeys: [timeless] })).toMatchObject({
      outcome: 'refused',
    });
  });

  it('tells the size that the witness has, or that it saw another tree', () => {
    const conflict = (body: string, contentType: string | null = 'text/x.tlog.size') =>
      readWitnessAnswer({ status: 409, contentType, body }, sent);
    expect(conflict('4\n')).toEqual({ outcome: 'conflict', size: 4 });
    expect(conflict('0\n', 'Text/X.tlog.size; charset=utf-8')).toEqual({ outcome: 'conflict', size: 0 });
    expect(conflict('3\n')).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('another tree'),
    });
    for (const bad of ['04\n', '-1\n', '4\n\n', 'four\n', '', '9007199254740992\n']) {
      expect(conflict(bad)).toMatchObject({ outcome: 'refused', status: 409 });
    }
    for (const type of [null, 'text/plain'])
      expect(conflict('4\n', type)).toMatchObject({ outcome: 'refused' });
  });

  it.each([400, 403, 404, 422, 500, 503])('of status %i is refused, with what it says', (status) => {
    const outcome = readWitnessAnswer({ status, contentType: null, body: 'Because.\n' }, sent);
    expect(outcome).toEqual({
      outcome: 'refused',
      status,
      reason: `The witness answered ${status}: Because.`,
    });
  });
});

describe('a log and a witness', () => {
  it('come together from whatever size the witness has', async () => {
    const state = new MemoryWitnessState();
    const log = await logOf(new MemoryStorage(), 300);
    let oldSize = 0;
    for (const expected of ['cosigned', 'conflict', 'cosigned', 'cosigned']) {
      const { note, size } = log.published;
      const proof = await log.published.proveConsistency(oldSize);
      const body = formatAddCheckpoint({ oldSize, proof, checkpoint: note });
      const answer = await answerAddCheckpoint(body, testWitness(state));
      const witnessKeys = testCosigners.map(({ verifier }) => verifier);
      const outcome = readWitnessAnswer(answer, { text: parseNote(note).text, oldSize, witnessKeys });
      expect(outcome.outcome).toBe(expected);
      if (outcome.outcome === 'conflict') oldSize = outcome.size;
      if (outcome.outcome !== 'cosigned') continue;
      expect(await log.addSignatures(parseNote(note).text, outcome.cosignatures)).toBe(true);
      expect(parseNote(log.published.note).signatures).toHaveLength(3);
      // The first time the log forgets what the witness has, and is told.
      oldSize = oldSize === 0 ? 1 : size;
      for (let at = 0; at < 300; at += 1) log.append(entryAt(log.size));
      await log.publish();
    }
    expect(state.replaced.map(({ size }) => size)).toEqual([300, 600, 900]);
  });
});
