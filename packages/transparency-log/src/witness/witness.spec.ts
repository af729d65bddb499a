import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCheckpoint, parseCheckpoint } from '../checkpoint/checkpoint.ts';
import { testSigner } from '../keys/test-keys.fixture.ts';
import { mutationsOf } from '../mutations.fixture.ts';
import { parseNote, parseSignatureLines } from '../note/note.ts';
import { signNote, verifySignatures } from '../note/open.ts';
import { behindTheSofa } from '../note/published-notes.fixture.ts';
import { entriesUpTo, testOrigin } from '../tiles/test-log.fixture.ts';
import { emptyRoot } from '../tree/hash.ts';
import { naiveProof, naiveRoot } from '../tree/naive-tree.fixture.ts';
import { formatAddCheckpoint, parseAddCheckpoint } from './add-checkpoint.ts';
import { MemoryWitnessState, testCosigners, testWitness } from './test-witness.fixture.ts';
import { answerAddCheckpoint, type WitnessAnswer } from './witness.ts';

const log = testSigner(testOrigin);
/** Two histories that part after seven entries. */
const histories = {
  a: entriesUpTo(40),
  b: [...entriesUpTo(7), ...entriesUpTo(33, 7, 'other ')],
};

function noteOf(size: number, history: keyof typeof histories = 'a', signer = log): string {
  const root = naiveRoot(histories[history].slice(0, size));
  return signNote(formatCheckpoint({ origin: testOrigin, size, root, extensions: [] }), [signer], 0);
}

function requestOf(oldSize: number, size: number, history: keyof typeof histories = 'a'): string {
  const tree = histories[history].slice(0, size);
  const proof = oldSize > 0 && oldSize < size ? naiveProof(oldSize, tree) : [];
  return formatAddCheckpoint({ oldSize, proof, checkpoint: noteOf(size, history) });
}

/** Asks a witness that has seen this size of history a. */
async function asked(body: Uint8Array | string, seen: number | null = null) {
  const state = new MemoryWitnessState();
  const witness = testWitness(state);
  if (seen !== null) await answerAddCheckpoint(requestOf(0, seen), witness);
  const before = state.replaced.length;
  const answer = await answerAddCheckpoint(body, witness);
  return { answer, replaced: state.replaced.slice(before) };
}

const conflictOf = (size: number): WitnessAnswer => ({
  status: 409,
  contentType: 'text/x.tlog.size',
  body: `${size}\n`,
});

describe('a request to a witness', () => {
  it('is read as tlog-witness shows it, and written back the same', () => {
    const hashes = [
      'PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=',
      'jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=',
      '5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=',
      '/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=',
    ];
    const body = `old 20852014\n${hashes.join('\n')}\n\n${behindTheSofa}`;
    const request = parseAddCheckpoint(body);
    expect([request.oldSize, request.proof.length, request.checkpoint]).toEqual([
      20_852_014,
      4,
      behindTheSofa,
    ]);
    expect(formatAddCheckpoint(request)).toBe(body);
  });

  it('is not written past its bounds', () => {
    const hash = emptyRoot();
    const request = { oldSize: 1, proof: Array.from({ length: 64 }, () => hash), checkpoint: noteOf(2) };
    expect(() => formatAddCheckpoint(request)).toThrow('at most 63');
    expect(() => formatAddCheckpoint({ ...request, proof: [new Uint8Array(31)] })).toThrow(RangeError);
    expect(() => formatAddCheckpoint({ ...request, proof: [], oldSize: -1 })).toThrow(RangeError);
    expect(() => formatAddCheckpoint({ ...request, proof: [], checkpoint: 'none' })).toThrow('empty line');
  });
});

describe('a witness', () => {
  it('cosigns what follows from what it has seen, once that is in its state', async () => {
    const state = new MemoryWitnessState();
    const witness = testWitness(state);
    let seen = 0;
    for (const size of [0, 1, 7, 7, 8, 40]) {
      const { status, body } = await answerAddCheckpoint(requestOf(seen, size), witness);
      expect([size, status]).toEqual([size, 200]);
      expect(state.replaced.at(-1)).toMatchObject({ size, note: noteOf(size) });
      const { text } = parseNote(noteOf(size));
      const keys = testCosigners.map(({ verifier }) => verifier);
      const { verified } = verifySignatures(text, parseSignatureLines(body), keys);
      expect(verified.map(({ timestampSeconds }) => timestampSeconds)).toEqual([
        1_700_000_000, 1_700_000_000,
      ]);
      seen = size;
    }
  });

  it('takes the first checkpoint of a log as it is', async () => {
    expect((await asked(requestOf(0, 33))).answer.status).toBe(200);
  });

  it.each<[string, string | Uint8Array, number | null]>([
    ['nothing', '', null],
    ['a checkpoint alone', noteOf(9), null],
    ['no old size', requestOf(0, 9).replace('old 0\n', ''), null],
    ['an old size with a leading zero', requestOf(7, 9).replace('old 7', 'old 07'), 7],
    ['a negative old size', requestOf(7, 9).replace('old 7', 'old -7'), 7],
    [
      'an old size larger than the checkpoint',
      formatAddCheckpoint({ oldSize: 10, proof: [], checkpoint: noteOf(9) }),
      10,
    ],
    ['a hash that is none', requestOf(7, 9).replace(/\n.{43}=\n/u, '\nAAAA\n'), 7],
    ['64 hashes', requestOf(0, 9).replace('old 0\n', `old 0\n${`${'A'.repeat(43)}=\n`.repeat(64)}`), null],
    ['no signature', `old 0\n\n${parseNote(noteOf(9)).text}`, null],
    ['a note that is no checkpoint', `old 0\n\n${signNote('no checkpoint\n', [log], 0)}`, null],
    ['bytes that are no text', Uint8Array.of(0xff, 0x0a, 0x0a), null],
    ['more than there can be', `old 0\n\n${'a'.repeat(2_000_000)}`, null],
  ])('answers 400 to %s', async (_what, body, seen) => {
    const { answer, replaced } = await asked(body, seen);
    expect([answer.status, replaced]).toEqual([400, []]);
  });

  it('answers 404 for a log that it does not know', async () => {
    const root = emptyRoot();
    const foreign = formatCheckpoint({ origin: 'example.com/other', size: 1, root, extensions: [] });
    const { answer, replaced } = await asked(`old 0\n\n${signNote(foreign, [log], 0)}`);
    expect([answer.status, replaced]).toEqual([404, []]);
  });

  it('answers 403 without a good signature of the log, or with a wrong one of a key that it trusts', async () => {
    const stranger = noteOf(9, 'a', testSigner('example.com/stranger'));
    const wrong = `${parseNote(noteOf(9)).text}\n${noteOf(8).split('\n').slice(-2).join('\n')}`;
    const spoiled = `${noteOf(9)}${noteOf(8).split('\n').slice(-2).join('\n')}`;
    for (const checkpoint of [stranger, wrong, spoiled]) {
      const { answer, replaced } = await asked(`old 0\n\n${checkpoint}`);
      expect([answer.status, replaced]).toEqual([403, []]);
    }
  });

  it('answers 409 with the size that it has, when it has another', async () => {
    for (const [old, seen] of [
      [0, 7],
      [6, 7],
      [8, 7],
      [1, 0],
    ] as const) {
      const { answer, replaced } = await asked(requestOf(old, 9), seen);
      expect([answer, replaced]).toEqual([conflictOf(seen), []]);
    }
    expect((await asked(requestOf(3, 9))).answer).toEqual(conflictOf(0));
  });

  it('answers 409 to another tree of the same size', async () => {
    const { answer, replaced } = await asked(requestOf(9, 9, 'b'), 9);
    expect([answer, replaced]).toEqual([conflictOf(9), []]);
  });

  it('answers 422 to a proof that does not hold', async () => {
    const proofOf = (body: string, hashes: readonly Uint8Array[]) =>
      formatAddCheckpoint({ ...parseAddCheckpoint(body), proof: hashes });
    const good = parseAddCheckpoint(requestOf(9, 12)).proof;
    for (const [body, seen] of [
      [requestOf(9, 12, 'b'), 9],
      [proofOf(requestOf(9, 12), []), 9],
      [proofOf(requestOf(9, 12), good.slice(1)), 9],
      [proofOf(requestOf(9, 12), [...good, emptyRoot()]), 9],
      [proofOf(requestOf(0, 12), [emptyRoot()]), null],
      [proofOf(requestOf(9, 9), [emptyRoot()]), 9],
    ] as const) {
      const { answer, replaced } = await asked(body, seen);
      expect([answer.status, replaced]).toEqual([422, []]);
    }
    const root = new Uint8Array(32);
    const badEmpty = signNote(
      formatCheckpoint({ origin: testOrigin, size: 0, root, extensions: [] }),
      [log],
      0,
    );
    expect((await asked(`old 0\n\n${badEmpty}`)).answer.status).toBe(422);
  });

  it('never answers 200 to a request with one character changed, left out or put in', async () => {
    const state = new MemoryWitnessState();
    const witness = testWitness(state);
    await answerAddCheckpoint(requestOf(0, 9), witness);
    for (const mutation of mutationsOf(requestOf(9, 12))) {
      const { status } = await answerAddCheckpoint(mutation, witness);
      expect(status, JSON.stringify(mutation)).not.toBe(200);
    }
    expect(state.replaced).toHaveLength(1);
  });

  it('gives no cosignature when its state cannot be written', async () => {
    const state = new MemoryWitnessState();
    const failing = { ...testWitness(state), state: { latest: state.latest.bind(state), replace } };
    await expect(answerAddCheckpoint(requestOf(0, 9), failing)).rejects.toThrow('disk');
    async function replace(): Promise<boolean> {
      throw new Error('The disk is full.');
    }
  });

  it('has keys, and all for cosignatures', async () => {
    const witness = testWitness(new MemoryWitnessState());
    await expect(answerAddCheckpoint('', { ...witness, cosigners: [] })).rejects.toThrow(RangeError);
    await expect(answerAddCheckpoint('', { ...witness, cosigners: [log] })).rejects.toThrow(
      'for cosignatures',
    );
  });

  it('never cosigns two trees that disagree, nor goes back, in whatever order requests race', async () => {
    const step = fc.tuple(fc.nat(20), fc.nat(20), fc.constantFrom('a' as const, 'b' as const));
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(step, { minLength: 2, maxLength: 6 }),
        async (scheduler, steps) => {
          const state = new MemoryWitnessState();
          const slow = {
            latest: scheduler.scheduleFunction(state.latest.bind(state)),
            replace: scheduler.scheduleFunction(state.replace.bind(state)),
          };
          const answers = steps.map(([left, right, history]) => {
            const [old, size] = [Math.min(left, right), Math.max(left, right)];
            return answerAddCheckpoint(requestOf(old, size, history), testWitness(slow));
          });
          await scheduler.waitAll();
          const statuses = (await Promise.all(answers)).map(({ status }) => status);
          const signed = state.replaced.map(({ note }) => parseCheckpoint(parseNote(note).text));
          expect(statuses.filter((status) => status === 200)).toHaveLength(signed.length);
          const last = signed.at(-1);
          const history = Object.values(histories).find((one) => last && isOf(one, last)) ?? [];
          for (const [at, checkpoint] of signed.entries()) {
            expect(isOf(history, checkpoint)).toBe(true);
            expect(checkpoint.size).toBeGreaterThanOrEqual(signed[at - 1]?.size ?? 0);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

function isOf(history: readonly Uint8Array[], { size, root }: { size: number; root: Uint8Array }): boolean {
  return naiveRoot(history.slice(0, size)).every((byte, at) => byte === root[at]);
}
