import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../errors.ts';
import {
  formatNote,
  formatSignatureLines,
  noteBytesMax,
  parseNote,
  parseSignatureLines,
  signaturesMax,
} from './note.ts';
import { behindTheSofa, enochLine, exampleNote, peterLine, peterText } from './published-notes.fixture.ts';

const keyName = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .filter((name) => !/[\p{White_Space}+\p{Cc}]/u.test(name));

const signature = fc.record({
  name: keyName,
  keyId: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 80 }),
});

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what a note must not hold.
const text = fc.string({ unit: 'grapheme' }).map((some) => `${some.replace(/[\u0000-\u001f]/gu, '\n')}\n`);

describe('a note', () => {
  it('is read as it was published, and written back the same', () => {
    for (const published of [exampleNote, behindTheSofa, `${peterText}\n${peterLine}${enochLine}`]) {
      const note = parseNote(published);
      expect(formatNote(note)).toBe(published);
      expect(parseNote(new TextEncoder().encode(published))).toEqual(note);
    }
    const { text: body, signatures } = parseNote(behindTheSofa);
    expect(body.split('\n')).toHaveLength(4);
    expect(signatures.map(({ name, keyId, bytes }) => [name, keyId.toString(16), bytes.length])).toEqual([
      ['example.com/behind-the-sofa', '33de0ae', 64],
      ['witness.example.com/w1', '8d66cf3f', 72],
    ]);
  });

  it('comes back whatever its text and signatures are', () => {
    fc.assert(
      fc.property(text, fc.array(signature, { minLength: 1, maxLength: 20 }), (body, signatures) => {
        expect(parseNote(formatNote({ text: body, signatures }))).toEqual({ text: body, signatures });
      }),
    );
  });

  it('may have empty lines in its text: the last one ends it', () => {
    expect(parseNote(`a\n\nb\n\n\n${peterLine}`).text).toBe('a\n\nb\n\n');
    expect(parseNote(`\n\n${peterLine}`).text).toBe('\n');
  });

  it.each<[string, string]>([
    ['has no signatures', peterText],
    ['has an empty line and no signatures', `${peterText}\n`],
    ['is cut before its last newline', `${peterText}\n${peterLine.slice(0, -1)}`],
    ['has a control character', `\u0001${peterText}\n${peterLine}`],
    ['has a carriage return', `${peterText.replace('\n', '\r\n')}\n${peterLine}`],
    ['has a tab', `\t${peterText}\n${peterLine}`],
    ['has half a surrogate pair', `\ud800${peterText}\n${peterLine}`],
    ['has a key name with a space', `${peterText}\n${peterLine.replace('PeterNeumann', 'Bad Name')}`],
    ['has a key name with a wide space', `${peterText}\n${peterLine.replace('PeterN', 'Bad\u3000N')}`],
    ['has a key name with a plus', `${peterText}\n${peterLine.replace('PeterN', 'Peter+N')}`],
    ['has no key name', `${peterText}\n${peterLine.replace('PeterNeumann', '')}`],
    ['has a hyphen for the dash', `${peterText}\n${peterLine.replace('\u2014', '-')}`],
    ['has another line among its signatures', `${peterText}\n${peterLine}Unexpected line.\n`],
    ['has a signature without bytes after the key id', `${peterText}\n\u2014 a AAAAAA==\n`],
    ['has loose bits in its base64', `${peterText}\n${peterLine.replace('AM=', 'AN=')}`],
    ['has base64 without padding', `${peterText}\n${peterLine.replace('AM=', 'AM')}`],
    ['has base64 for URLs', `${peterText}\n${peterLine.replace('x08go/', 'x08go_')}`],
  ])('is refused when it %s', (_what, bad) => {
    expect(() => parseNote(bad)).toThrow(FormatError);
  });

  it('is refused when it is not UTF-8', () => {
    const bytes = new TextEncoder().encode(`${peterText}\n${peterLine}`);
    for (const byte of [0xff, 0xc0, 0x80]) {
      expect(() => parseNote(bytes.map((one, at) => (at === 3 ? byte : one)))).toThrow('not valid UTF-8');
    }
  });

  it('keeps a byte order mark, which belongs to what was signed', () => {
    expect(parseNote(new TextEncoder().encode(`\ufeff${peterText}\n${peterLine}`)).text).toBe(
      `\ufeff${peterText}`,
    );
  });

  it('has at least 16 signatures where wanted, and a bound', () => {
    expect(parseNote(`${peterText}\n${peterLine.repeat(16)}`).signatures).toHaveLength(16);
    expect(parseNote(`${peterText}\n${peterLine.repeat(signaturesMax)}`).signatures).toHaveLength(
      signaturesMax,
    );
    expect(() => parseNote(`${peterText}\n${peterLine.repeat(signaturesMax + 1)}`)).toThrow('more than 100');
    expect(() => parseNote(`${'a'.repeat(noteBytesMax)}\n\n${peterLine}`)).toThrow('longer than');
    const [one] = parseSignatureLines(peterLine);
    if (!one) throw new Error('one signature');
    const many = Array.from({ length: signaturesMax + 1 }, () => one);
    expect(() => formatSignatureLines(many)).toThrow(FormatError);
    expect(() => formatNote({ text: `${'\u00e9'.repeat(noteBytesMax / 2)}\n`, signatures: [one] })).toThrow(
      'longer than',
    );
  });

  it('is not written when it would not be one', () => {
    const { signatures } = parseNote(exampleNote);
    const [one] = signatures;
    if (!one) throw new Error('one signature');
    expect(() => formatNote({ text: 'abc', signatures })).toThrow('ends in a newline');
    expect(() => formatNote({ text: 'a\u0000\n', signatures })).toThrow(FormatError);
    expect(() => formatNote({ text: 'a\n', signatures: [] })).toThrow('at least one signature');
    expect(() => formatNote({ text: 'a\n', signatures: [{ ...one, name: 'a b' }] })).toThrow(
      'no name of a key',
    );
    expect(() => formatNote({ text: 'a\n', signatures: [{ ...one, bytes: new Uint8Array(0) }] })).toThrow(
      'empty',
    );
  });
});
