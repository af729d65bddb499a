import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';

/** A password as it is stored: scrypt's result and its salt, both base64. */
export type Hashed = { hash: string; salt: string };

// Some milliseconds on the one thread that there is; whoever was let in once is not asked to pay again.
const cost = { N: 4096, r: 8, p: 1 };
const hashBytes = 32;

export function hashPassword(password: string): Hashed {
  const salt = randomBytes(16);
  return {
    hash: scryptSync(password, salt, hashBytes, cost).toString('base64'),
    salt: salt.toString('base64'),
  };
}

export function passwordFits(password: string, { hash, salt }: Hashed): boolean {
  const wanted = Buffer.from(hash, 'base64');
  const given = scryptSync(password, Buffer.from(salt, 'base64'), hashBytes, cost);
  return wanted.length === hashBytes && timingSafeEqual(wanted, given);
}
