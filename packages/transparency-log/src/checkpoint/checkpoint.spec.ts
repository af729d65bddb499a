import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormatError, VerificationError } from '../errors.ts';
import { testSigner } from '../keys/test-keys.fixture.ts';
import { mutationsOf } from '../mutations.fixture.ts';
import { signNote } from '../note/open.ts';
import { behindTheSofa } from '../note/published-notes.fixture.ts';
import { type Checkpoint, formatCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { openCheckpoint } from './open.ts';

const body = behindTheSofa.slice(0, behindTheSofa.indexOf('\n\n') + 1);
const line = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what a note must not hold.
  .map((text) => text.replace(/[\u0000-\u001f]/gu, '-'));

describe('the text of a checkpoint', () => {
  it('is read as the specification shows it, and written back the same', () => {
    const checkpoint = parseCheckpoint(body);
    expect(checkpoint).toMatchObject({
      origin: 'example.com/behind-the-sofa',
      size: 20_852_163,
      extensions: [],
    });
    expect(formatCheckpoint(checkpoint)).toBe(body);
  });

  it('comes back whatever it holds, its extensions too', () => {
    const anything = fc.record<Checkpoint>({
      origin: line,
      size: fc.maxSafeNat(),
      root: fc.uint8Array({ minLength: 32, maxLength: 32 }),
      extensions: fc.array(line, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(anything, (checkpoint) => {
        expect(parseCheckpoint(formatCheckpoint(checkpoint))).toEqual(checkpoint);
      }),
    );
  });

  it.each<[string, string]>([
    ['no root', 'a\n5\n'],
    ['an empty origin', body.replace(/^.*\n/u, '\n')],
    ['an empty size', body.replace('20852163', '')],
    ['a leading zero', body.replace('20852163', '020852163')],
    ['a zero twice', body.replace('20852163', '00')],
    ['a plus', body.replace('20852163', '+20852163')],
    ['a minus', body.replace('20852163', '-1')],
    ['a point', body.replace('20852163', '1.0')],
    ['an exponent', body.replace('20852163', '1e3')],
    ['hexadecimal digits', body.replace('20852163', '0x10')],
    ['foreign digits', body.replace('20852163', '\u0663')],
    ['a space after the size', body.replace('20852163', '20852163 ')],
    ['a size of 2^53', body.replace('20852163', '9007199254740992')],
    ['a size that rounds to 2^53', body.replace('20852163', '9007199254740993')],
    ['a size of 2^64', body.replace('20852163', '18446744073709551616')],
    ['a root without padding', body.replace('q2I=', 'q2I')],
    ['a root with loose bits', body.replace('q2I=', 'q2J=')],
    [
      'a root of 31 bytes',
      body.replace('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=', `${'A'.repeat(40)}AA==`),
    ],
    ['a root of 33 bytes', body.replace('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=', 'A'.repeat(44))],
    ['an empty extension', `${body}\n`],
    ['no newline at its end', body.slice(0, -1)],
    ['a carriage return', body.replaceAll('\n', '\r\n')],
  ])('is refused with %s', (_what, bad) => {
    expect(() => parseCheckpoint(bad)).toThrow(FormatError);
  });

  it('takes the largest size there is, and none', () => {
    expect(parseCheckpoint(body.replace('20852163', '9007199254740991')).size).toBe(Number.MAX_SAFE_INTEGER);
    expect(parseCheckpoint(body.replace('20852163', '0')).size).toBe(0);
  });

  it('is not written when it would not be one', () => {
    const good = parseCheckpoint(body);
    expect(() => formatCheckpoint({ ...good, origin: '' })).toThrow(FormatError);
    expect(() => formatCheckpoint({ ...good, origin: 'a\nb' })).toThrow(FormatError);
    expect(() => formatCheckpoint({ ...good, origin: 'a\u0000' })).toThrow(FormatError);
    expect(() => formatCheckpoint({ ...good, extensions: [''] })).toThrow(FormatError);
    expect(() => formatCheckpoint({ ...good, size: -1 })).toThrow(RangeError);
    expect(() => formatCheckpoint({ ...good, root: good.root.slice(1) })).toThrow(RangeError);
  });
});

describe('a signed checkpoint', () => {
  const log = testSigner('example.com/behind-the-sofa');
  const witness = testSigner('w.example/1', 'cosignature-ed25519');
  const identity = { origin: 'example.com/behind-the-sofa', verifiers: [log.verifier] };

  it('is opened with the keys of its log, and tells which witnesses signed', () => {
    const note = signNote(body, [log, witness], 1_700_000_000);
    expect(openCheckpoint(note, identity).unknown).toHaveLength(1);
    const { checkpoint, verified } = openCheckpoint(note, identity, [witness.verifier]);
    expect(checkpoint.size).toBe(20_852_163);
    expect(verified.map(({ name, timestampSeconds }) => [name, timestampSeconds])).toEqual([
      ['example.com/behind-the-sofa', null],
      ['w.example/1', 1_700_000_000],
    ]);
  });

  it('is not believed for the signature of a witness alone', () => {
    const note = signNote(body, [witness], 1_700_000_000);
    expect(() => openCheckpoint(note, identity, [witness.verifier])).toThrow('No key of the log');
  });

  it('is refused when it is of another origin, though the key is right', () => {
    const note = signNote(body, [log], 0);
    expect(() => openCheckpoint(note, { ...identity, origin: 'example.com/other' })).toThrow('not of');
  });

  it('is refused in every mutation', () => {
    for (const mutation of mutationsOf(signNote(body, [log], 0))) {
      let refused: unknown = null;
      try {
        openCheckpoint(mutation, identity);
      } catch (error) {
        refused = error;
      }
      const known = refused instanceof FormatError || refused instanceof VerificationError;
      expect(known, JSON.stringify(mutation)).toBe(true);
    }
  });
});
