import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { subjectKeyBytes } from './vault.ts';

/** One personal field in the log: AES-256-GCM, binary parts in base64url, `text` encrypts the field's JSON. */
export interface Ciphertext {
  readonly $encrypted: 1;
  readonly subject: string;
  readonly iv: string;
  readonly tag: string;
  readonly text: string;
}

/** Where a ciphertext stands. It decrypts nowhere else: type, field and subject are authenticated with it. */
export interface FieldPlace {
  readonly type: string;
  readonly field: string;
  readonly subject: string;
}

/**
 * The initialisation vector is synthetic (a keyed digest of event id, field and value): encoding one event
 * again gives the same bytes, so that the resend of an append is the same append; any other event or value
 * has another vector.
 */
export function encryptField(key: Buffer, place: FieldPlace, eventId: string, value: unknown): Ciphertext {
  const plain = JSON.stringify(value);
  const iv = createHmac('sha256', vectorKey(key))
    .update(JSON.stringify([eventId, place.field, plain]))
    .digest()
    .subarray(0, ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(boundTo(place));
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return {
    $encrypted: 1,
    subject: place.subject,
    iv: iv.toString('base64url'),
    tag: cipher.getAuthTag().toString('base64url'),
    text: text.toString('base64url'),
  };
}

/** @throws when the key is another one, or the ciphertext was altered or moved */
export function decryptField(key: Buffer, place: FieldPlace, ciphertext: Ciphertext): unknown {
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(ciphertext.iv, 'base64url'), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(boundTo(place)).setAuthTag(Buffer.from(ciphertext.tag, 'base64url'));
  const plain = Buffer.concat([decipher.update(ciphertext.text, 'base64url'), decipher.final()]);
  return JSON.parse(plain.toString('utf8'));
}

export function isCiphertext(value: unknown): value is Ciphertext {
  if (typeof value !== 'object' || value === null) return false;
  const { $encrypted, subject, iv, tag, text } = value as Partial<Ciphertext>;
  return $encrypted === 1 && [subject, iv, tag, text].every((part) => typeof part === 'string');
}

const ivBytes = 12;
const tagBytes = 16;

function boundTo({ type, field, subject }: FieldPlace): Buffer {
  return Buffer.from(JSON.stringify([1, type, field, subject]), 'utf8');
}

function vectorKey(key: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', 'songhanh initialisation vector', subjectKeyBytes));
}
