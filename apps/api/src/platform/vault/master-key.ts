import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Wraps the keys of the vault with AES-256-GCM; what it wrapped for one purpose opens for no other. */
export interface MasterKey {
  wrap(purpose: string, key: Buffer): string;
  /** @throws when the master key is another one, or the text was altered or moved */
  unwrap(purpose: string, wrapped: string): Buffer;
}

const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;

/** @throws when `masterKey` is not 32 bytes in base64 */
export function masterKeyOf(masterKey: string): MasterKey {
  const key = Buffer.from(masterKey, 'base64');
  if (key.length !== keyBytes) throw new Error('the master key is not 32 bytes in base64');
  return {
    wrap(purpose, plain) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(purpose, 'utf8'));
      const text = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url');
    },
    unwrap(purpose, wrapped) {
      const bytes = Buffer.from(wrapped, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), {
        authTagLength: tagBytes,
      });
      decipher.setAAD(Buffer.from(purpose, 'utf8'));
      decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
      return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]);
    },
  };
}

/**
 * The master key of the file; made there on the first start, readable by this user alone.
 * @throws when the file cannot be read or made, or holds something else
 */
export async function masterKeyInFile(path: string): Promise<MasterKey> {
  await mkdir(dirname(path), { recursive: true });
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(`${randomBytes(keyBytes).toString('base64')}\n`);
    await file.sync();
    await file.close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return masterKeyOf((await readFile(path, 'utf8')).trim());
}
