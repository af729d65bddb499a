import { describe, expect, it } from 'vitest';
import { FormatError, VerificationError } from '../errors.ts';
import { generateKey, parseSigner, parseVerifier } from '../keys/keys.ts';
import { mutationsOf } from '../mutations.fixture.ts';
import { parseNote, parseSignatureLines } from './note.ts';
import { mergedNote, openNote, signNote } from './open.ts';
import {
  enochKey,
  enochLine,
  exampleKey,
  exampleNote,
  peterKey,
  peterLine,
  peterSignerKey,
  peterText,
} from './published-notes.fixture.ts';

const peter = parseVerifier(peterKey);
const enoch = parseVerifier(enochKey);
const both = `${peterText}\n${peterLine}${enochLine}`;
const names = (signatures: readonly { readonly name: string }[]) => signatures.map(({ name }) => name);

function isRefused(note: string, verifiers: Parameters<typeof openNote>[1]): boolean {
  try {
    openNote(note, verifiers);
    return false;
  } catch (error) {
    return error instanceof FormatError || error instanceof VerificationError;
  }
}

describe('opening a note', () => {
  it('finds the published signatures good', () => {
    expect(names(openNote(exampleNote, [parseVerifier(exampleKey)]).verified)).toEqual(['example.com/foo']);
    expect(names(openNote(both, [enoch, peter]).verified)).toEqual(['PeterNeumann', 'EnochRoot']);
  });

  it('ignores unknown keys, and tells which they are', () => {
    const { verified, unknown, text } = openNote(both, [peter]);
    expect([names(verified), names(unknown), text]).toEqual([['PeterNeumann'], ['EnochRoot'], peterText]);
    expect(verified[0]?.timestampSeconds).toBeNull();
  });

  it('ignores a key that shares only its name, or only its id, with a known one', () => {
    const sameName = peterLine.replace('x08g', 'xxxx');
    const sameId = peterLine.replace('PeterNeumann', 'CarmenSandiego');
    expect(names(openNote(`${peterText}\n${sameName}${sameId}${peterLine}`, [peter]).unknown)).toEqual([
      'PeterNeumann',
      'CarmenSandiego',
    ]);
    expect(() => openNote(`${peterText}\n${sameName}${sameId}`, [peter])).toThrow('No known key');
  });

  it('refuses a note that no known key has signed', () => {
    expect(() => openNote(both, [])).toThrow(VerificationError);
  });

  it("refuses the whole note when a known key's signature is wrong, though another is good", () => {
    const wrong = peterLine.replace('x08go/Z', 'x08go/Y');
    expect(() => openNote(`${peterText}\n${enochLine}${wrong}`, [peter, enoch])).toThrow(
      'The signature of "PeterNeumann" is wrong',
    );
    expect(() => openNote(`${peterText}\n${peterLine}${wrong}`, [peter])).toThrow(VerificationError);
  });

  it('refuses to choose between two known keys with one name and id', () => {
    const other = { ...enoch, publicKey: peter.publicKey };
    expect(() => openNote(both, [enoch, other])).toThrow('Two known keys');
    expect(names(openNote(both, [enoch, enoch]).verified)).toEqual(['EnochRoot']);
  });

  it('refuses every note that differs by one character, or is cut off', () => {
    const verifiers = [parseVerifier(exampleKey)];
    for (const mutation of mutationsOf(exampleNote)) {
      expect(isRefused(mutation, verifiers), JSON.stringify(mutation)).toBe(true);
    }
  });
});

describe('signing a note', () => {
  it('gives the published signature: Ed25519 leaves nothing to chance', () => {
    expect(signNote(peterText, [parseSigner(peterSignerKey)], 0)).toBe(`${peterText}\n${peterLine}`);
  });

  it('keeps the signatures of others and replaces those of the same key', () => {
    const old = parseSignatureLines(`${peterLine.replace('x08go/Z', 'x08go/Y')}${enochLine}`);
    expect(signNote(peterText, [parseSigner(peterSignerKey)], 0, old)).toBe(both);
    const merged = mergedNote(
      parseNote(`${peterText}\n${peterLine}`),
      parseSignatureLines(enochLine.repeat(2)),
    );
    expect(names(merged.signatures)).toEqual(['PeterNeumann', 'EnochRoot']);
  });

  it('refuses what is no text of a note', () => {
    const signer = parseSigner(peterSignerKey);
    expect(() => signNote('abc', [signer], 0)).toThrow(FormatError);
    expect(() => signNote(peterText, [], 0)).toThrow('at least one signature');
  });

  it('is undone by opening, for a new key', () => {
    const { signerKey, verifierKey } = generateKey('example.com/new', 'ed25519');
    const note = signNote('Xin chào\n', [parseSigner(signerKey)], 0);
    expect(openNote(note, [parseVerifier(verifierKey)]).text).toBe('Xin chào\n');
  });
});
