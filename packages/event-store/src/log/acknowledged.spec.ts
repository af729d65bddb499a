import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../spec-observe.ts';
import { Acknowledged, readNote } from './acknowledged.ts';

/** The bytes of a note that was written over another, and what is read when others stand in their place. */
function noted(position: number): { note: Buffer; read: (bytes: Uint8Array) => ReturnType<typeof readNote> } {
  const file = join(temporaryFolder(), 'acknowledged');
  const acknowledged = new Acknowledged(file);
  for (const written of [position - 1, position]) acknowledged.note(written);
  acknowledged.close();
  const read = (bytes: Uint8Array) => {
    writeFileSync(file, bytes);
    return readNote(file);
  };
  return { note: readFileSync(file), read };
}

const nothing = { position: 0, damage: null };

test('a note begins with 16 digits, as an older version wrote them alone, and both are read', () => {
  const { note, read } = noted(54);
  expect(note.toString()).toMatch(/^0000000000000054:[0-9a-f]{8}$/);
  expect(read(note)).toEqual({ position: 54, damage: null });
  expect(read(Buffer.from('0000000000000054'))).toEqual({ position: 54, damage: null });
  expect(readNote(join(temporaryFolder(), 'none'))).toEqual(nothing);
});

test('whichever bit of a note flips, it is damaged', () => {
  const { note, read } = noted(9_000_123);
  for (let bit = 0; bit < note.length * 8; bit += 1) {
    const flipped = Buffer.from(note);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(read(flipped).damage).toMatch(/acknowledged is damaged: .* has a wrong checksum$/);
  }
});

test('a note that a power cut left empty, short or filled up with zeros notes nothing', () => {
  const { note, read } = noted(54);
  for (let length = 0; length < note.length; length += 1) {
    const whole = length === 16 ? { position: 54, damage: null } : nothing;
    expect(read(note.subarray(0, length))).toEqual(whole);
    expect(read(Buffer.concat([note.subarray(0, length), Buffer.alloc(note.length - length)]))).toEqual(
      nothing,
    );
  }
});
