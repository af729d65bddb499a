import { z } from 'zod';

// What our own schemas find wrong is a reason like that of a refusal: whoever shows it has the sentence.

/** Fields that many events and commands are made of. Lengths are in UTF-16 code units. */
export const id = z.string().regex(/^[A-Za-z0-9_.:-]{1,128}$/u, 'ID_MALFORMED');
/** A business date, YYYY-MM-DD, in Asia/Ho_Chi_Minh. What lies further away is a slip of the keyboard. */
export const date = z.iso.date().refine(isNear, 'DAY_OUT_OF_RANGE');
/** ISO 8601 UTC. */
export const instant = z.iso.datetime().refine(isNear, 'DAY_OUT_OF_RANGE');
export const title = z.string().trim().min(1).max(500);
export const text = z.string().trim().min(1).max(4000);
/** A reason that a person gives; never empty, so that nobody is answered with silence. */
export const reason = z.string().trim().min(3).max(2000);
export const percent = z.int().min(0).max(100);
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/u, 'SHA256_MALFORMED');

/** Personal text: encrypted per subject in the log; null once the subject's key was destroyed. */
export function personalText(maxLength: number) {
  return z.string().trim().min(1).max(maxLength).nullable();
}

function isNear(iso: string): boolean {
  return iso >= '1900' && iso < '2200';
}

/** People counted by sex. Attendances, never unique persons. */
export const peopleBySex = z.object({
  female: z.int().min(0).max(10_000_000),
  male: z.int().min(0).max(10_000_000),
});
