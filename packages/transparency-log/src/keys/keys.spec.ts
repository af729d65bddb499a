import { describe, expect, it } from 'vitest';
import { fromBase64, toBase64 } from '../encoding/base64.ts';
import { concatBytes } from '../encoding/bytes.ts';
import { FormatError } from '../errors.ts';
import { mutationsOf } from '../mutations.fixture.ts';
import { parseSignatureLines } from '../note/note.ts';
import { openNote, signatureOf, signNote } from '../note/open.ts';
import { exampleKey, peterKey, peterSignerKey } from '../note/published-notes.fixture.ts';
import { mlDsa44 } from './algorithm.ts';
import { keyIdOf } from './key-text.ts';
import { keyTypes, typeBytes } from './key-type.ts';
import { generateKey, parseSigner, parseVerifier } from './keys.ts';
import { signedMessage, subtreeMessage } from './signed-message.ts';
import { torchwoodKey, torchwoodLine, torchwoodSubtree } from './torchwood-vector.fixture.ts';

const checkpoint = 'example.com/log\n5\nTjuxuLR4pjn+cftjFRlRlTobySWstoRkvEwtd4YmZEo=\n';

/** A public key as text, with the id that its parts have. */
function publicText(name: string, type: number, key: Uint8Array): string {
  const id = keyIdOf(name, type, key).toString(16).padStart(8, '0');
  return `${name}+${id}+${toBase64(concatBytes(Uint8Array.of(type), key))}`;
}

describe('a verifier key', () => {
  it('is read as it is published', () => {
    const { name, keyId, type, publicKey, verifierKey } = parseVerifier(exampleKey);
    expect([name, keyId, type, publicKey.length]).toEqual(['example.com/foo', 0x530d903a, 'ed25519', 32]);
    expect(verifierKey).toBe(exampleKey);
  });

  // transparency-dev/formats, note/note_cosigv1_test.go.
  it('of a witness is read as it is published', () => {
    const key = 'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2';
    expect(parseVerifier(key)).toMatchObject({ keyId: 0xda77ade7, type: 'cosignature-ed25519' });
    expect(parseVerifier(torchwoodKey)).toMatchObject({ keyId: 0x7118e8f9, type: 'cosignature-ml-dsa-44' });
  });

  it('is refused with one character changed, left out or put in, and in every part of it', () => {
    for (const mutation of mutationsOf(peterKey)) {
      expect(() => parseVerifier(mutation), mutation).toThrow(FormatError);
    }
    for (let start = 1; start < peterKey.length; start += 1) {
      expect(() => parseVerifier(peterKey.slice(start))).toThrow(FormatError);
    }
  });

  // golang/mod, sumdb/note/note_test.go.
  it('is refused with another length or type, though its id is right', () => {
    for (const bad of [
      'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==',
      'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    ]) {
      expect(() => parseVerifier(bad)).toThrow(FormatError);
    }
    const { publicKey } = parseVerifier(peterKey);
    for (const type of [0, 2, 3, 5, 7, 255]) {
      expect(() => parseVerifier(publicText('a', type, publicKey))).toThrow(`type ${type}`);
    }
    for (const type of [1, 4, 6]) {
      expect(() => parseVerifier(publicText('a', type, new Uint8Array(31)))).toThrow('bytes');
    }
  });

  it('with upper-case digits in its id, or a name that is too long, is refused', () => {
    expect(() => parseVerifier(peterKey.replace('c74f20a3', 'C74F20A3'))).toThrow('lower-case');
    const { publicKey } = parseVerifier(peterKey);
    expect(() => parseVerifier(publicText('a'.repeat(256), 1, publicKey))).toThrow('at most 255 bytes');
    expect(parseVerifier(publicText('a'.repeat(255), 1, publicKey)).name).toHaveLength(255);
  });
});

describe('a signer key', () => {
  it('is read as Go writes it, and has the published verifier key', () => {
    expect(parseSigner(peterSignerKey).verifier.verifierKey).toBe(peterKey);
  });

  it('is refused in every mutation, by errors that do not tell it', () => {
    const secret = peterSignerKey.slice(-20);
    for (const mutation of mutationsOf(peterSignerKey)) {
      let message = '';
      try {
        parseSigner(mutation);
      } catch (error) {
        expect(error).toBeInstanceOf(FormatError);
        message = String(error);
      }
      expect(message, mutation).not.toBe('');
      expect(message).not.toContain(secret.slice(0, 8));
    }
  });

  it('is not taken for a verifier key, nor the other way round', () => {
    expect(() => parseVerifier(peterSignerKey)).toThrow('secret');
    expect(() => parseSigner(peterKey)).toThrow('PRIVATE+KEY+');
  });

  it.each(keyTypes)('of type %s is made, read and used', (type) => {
    const { signerKey, verifierKey } = generateKey('example.com/k', type);
    const signer = parseSigner(signerKey);
    const verifier = parseVerifier(verifierKey);
    expect(signer.verifier.verifierKey).toBe(verifierKey);
    expect(signer.keyId).toBe(verifier.keyId);
    expect(fromBase64(verifierKey.split('+').slice(2).join('+'), 'key')[0]).toBe(typeBytes[type]);
    const bytes = signer.sign(checkpoint, 1_679_315_147);
    const timestampSeconds = type === 'ed25519' ? null : 1_679_315_147;
    expect(verifier.verify(checkpoint, bytes)).toEqual({ timestampSeconds });
    expect(verifier.verify(checkpoint.replace('5', '6'), bytes)).toBeNull();
    expect(verifier.verify(checkpoint, bytes.subarray(1))).toBeNull();
    expect(verifier.verify(checkpoint, concatBytes(bytes, Uint8Array.of(0)))).toBeNull();
    for (const at of [0, 7, 8, bytes.length - 1]) {
      expect(
        verifier.verify(
          checkpoint,
          bytes.map((byte, i) => (i === at ? byte ^ 1 : byte)),
        ),
      ).toBeNull();
    }
  });

  it('is not made for a name that no key may have', () => {
    for (const name of ['', 'a b', 'a+b', 'a\nb', 'é'.repeat(128)]) {
      expect(() => generateKey(name, 'ed25519')).toThrow(FormatError);
    }
  });
});

describe('a cosignature', () => {
  it('signs the message that tlog-cosignature shows', () => {
    const text = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
    const message = signedMessage('cosignature-ed25519', 'any', text, 1_679_315_147);
    expect(new TextDecoder().decode(message)).toBe(`cosignature/v1\ntime 1679315147\n${text}`);
  });

  it('of ML-DSA-44 that another implementation made is good', () => {
    const { name, publicKey } = parseVerifier(torchwoodKey);
    const [line] = parseSignatureLines(torchwoodLine);
    const { hash, ...range } = torchwoodSubtree;
    const message = subtreeMessage({
      ...range,
      cosigner: name,
      timestampSeconds: 0,
      hash: fromBase64(hash, 'hash'),
    });
    const verify = mlDsa44.verifierOf(publicKey);
    expect(line && verify(message, line.bytes.subarray(8))).toBe(true);
    expect(
      line &&
        verify(
          message.map((byte) => byte ^ 1),
          line.bytes.subarray(8),
        ),
    ).toBe(false);
  });

  it('states its time, and is of no text but a checkpoint', () => {
    const { signerKey } = generateKey('w.example/1', 'cosignature-ed25519');
    const signer = parseSigner(signerKey);
    const note = signNote(checkpoint, [signer], 17);
    expect(openNote(note, [signer.verifier]).verified[0]?.timestampSeconds).toBe(17);
    expect(() => signatureOf('no checkpoint\n', signer, 17)).toThrow(FormatError);
    for (const time of [0, -1, 1.5, 2 ** 53, Number.NaN]) {
      expect(() => signatureOf(checkpoint, signer, time)).toThrow('whole seconds');
    }
    const plain = parseSigner(generateKey('w.example/2', 'ed25519').signerKey).sign('no checkpoint\n', 0);
    expect(signer.verifier.verify('no checkpoint\n', concatBytes(new Uint8Array(8), plain))).toBeNull();
  });

  it('covers the extension lines with Ed25519, and not with ML-DSA-44, as specified', () => {
    const extended = `${checkpoint}extension\n`;
    for (const [type, covers] of [
      ['cosignature-ed25519', true],
      ['cosignature-ml-dsa-44', false],
    ] as const) {
      const signer = parseSigner(generateKey('w.example/1', type).signerKey);
      const found = signer.verifier.verify(extended, signer.sign(checkpoint, 5));
      expect(found === null).toBe(covers);
    }
  });

  it('with a time past 2^53 is of no time, and refused', () => {
    const signer = parseSigner(generateKey('w.example/1', 'cosignature-ed25519').signerKey);
    const bytes = signer.sign(checkpoint, 5);
    expect(
      signer.verifier.verify(
        checkpoint,
        bytes.map((byte, at) => (at === 0 ? 0x7f : byte)),
      ),
    ).toBeNull();
  });
});
