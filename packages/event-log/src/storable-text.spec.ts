import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { invisibleTextIn, isStorableText, unstorableTextIn } from './storable-text.ts';

describe('text that can be stored', () => {
  it.each(['', 'Kế hoạch số 45/KH-UBND', 'một\thai\r\nba', '𠀀 😀', '\u00a0\u200b\ufeff'])(
    'is %j',
    (text) => {
      expect(isStorableText(text)).toBe(true);
    },
  );

  it.each(['\u0000', 'a\u0001b', '\u000b', '\u001f', '\ud800', 'x\udc00', '\uffff'])('is not %j', (text) => {
    expect(isStorableText(text)).toBe(false);
  });
});

test('the first text that cannot be stored is named by its path', () => {
  expect(unstorableTextIn({ a: 'ok', b: [1, null, { c: 'x' }, { c: '\u0000' }], d: '\u0000' })).toBe('b.3.c');
  expect(unstorableTextIn({ a: 'ok', b: [true, 'ok'] })).toBeNull();
});

test('any JSON value is looked through to its end, however deep', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const isFine = !/[\ud800-\udfff]/u.test(JSON.stringify(value)) && unstorableTextIn(value) === null;
      expect(unstorableTextIn([value, '\u0000'])).toBe(isFine ? '1' : expect.any(String));
    }),
  );
  let deep: unknown = '\u0000';
  for (let n = 0; n < 100_000; n += 1) deep = [deep];
  expect(unstorableTextIn(deep)).not.toBeNull();
});

test('a text that is there and cannot be seen is named; none at all is not, nor what joins or parts visible signs', () => {
  for (const text of ['\u200b', ' \u200b ', '\ufeff', '\u00ad\u2060', '\u3164', '\u200b\n'])
    expect(invisibleTextIn({ title: 'Kế hoạch', note: [text] }), JSON.stringify(text)).toBe('note.0');
  for (const text of ['', ' ', 'Kế\u200bhoạch', '👩\u200d💻', '❤\ufe0f'])
    expect(invisibleTextIn({ text }), JSON.stringify(text)).toBeNull();
});
