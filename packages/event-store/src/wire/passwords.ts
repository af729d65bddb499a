import { randomBytes, scrypt, scryptSync, timingSafeEqual } from 'node:crypto';
import { GrpcError, StatusCode } from './status.ts';

/** A password as it is stored: scrypt's result and its salt, both base64. */
export type Hashed = { hash: string; salt: string };

/** Some milliseconds of a thread each. There are four of them by default, and the log's syncs need one. */
const cost = { N: 4096, r: 8, p: 1 };
const hashBytes = 32;
const hashesAtOnceMax = 2;
/** Nobody waits for much longer than a second. */
export const hashesWaitingMax = 128;

export async function hashPassword(password: string): Promise<Hashed> {
  const salt = randomBytes(16);
  const hash = await inTurn(() => scryptBeside(password, salt));
  return { hash: hash.toString('base64'), salt: salt.toString('base64') };
}

/** Rejects with `UNAVAILABLE` when too many are waiting for the same. */
export async function passwordFits(password: string, { hash, salt }: Hashed): Promise<boolean> {
  return isSame(hash, await inTurn(() => scryptBeside(password, Buffer.from(salt, 'base64'))));
}

/** The same, and everybody waits: for a guard in the middle of a call. */
export function passwordFitsNow(password: string, { hash, salt }: Hashed): boolean {
  return isSame(hash, scryptSync(password, Buffer.from(salt, 'base64'), hashBytes, cost));
}

function isSame(hash: string, given: Buffer): boolean {
  const wanted = Buffer.from(hash, 'base64');
  return wanted.length === hashBytes && timingSafeEqual(wanted, given);
}

/** Beside the event loop, on a thread of the pool. */
function scryptBeside(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, hashBytes, cost, (error, hash) => (error ? reject(error) : resolve(hash)));
  });
}

let running = 0;
const waiting: (() => void)[] = [];

/** A turn that ends is handed to who waits longest, and stays counted. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < hashesAtOnceMax) running += 1;
  else if (waiting.length < hashesWaitingMax) await new Promise<void>((resolve) => waiting.push(resolve));
  else throw new GrpcError(StatusCode.unavailable, 'Too many passwords are being checked. Try again.');
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}
