import { expect, onTestFinished, test } from 'vitest';
import { RequestBytes } from './request-bytes.ts';

const mebibyte = 1024 * 1024;

/** A request that holds so much; what it is refused with is told. */
function request(name: string, mebibytes: number, refused: string[]): RequestBytes {
  const held: RequestBytes = new RequestBytes(({ message }) => {
    refused.push(`${name}: ${message}`);
    held.hold(0);
  });
  onTestFinished(() => held.hold(0));
  held.hold(mebibytes * mebibyte);
  return held;
}

test('when all hold too much those are refused that have come no further for longest', () => {
  const refused: string[] = [];
  const first = request('first', 50, refused);
  request('second', 40, refused);
  first.progress();
  request('third', 40, refused);
  expect(refused).toEqual([
    'second: Requests that have not ended hold more than 134217728 bytes; send this one again later.',
  ]);
  request('fourth', 128, refused);
  expect(refused.map((line) => line.split(':')[0])).toEqual(['second', 'first', 'third']);
});

test('what has come in whole is not refused any more, and one that finds no room is refused itself', () => {
  const refused: string[] = [];
  request('first', 100, refused).whole();
  const own = new RequestBytes();
  onTestFinished(() => own.hold(0));
  expect(() => own.hold(29 * mebibyte)).toThrow('send this one again later');
  own.hold(0);
  request('second', 20, refused);
  own.hold(28 * mebibyte);
  expect(refused.map((line) => line.split(':')[0])).toEqual(['second']);
});
