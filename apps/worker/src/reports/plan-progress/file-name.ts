/** Characters of a file's name that tell the plan. */
const slugCharsMax = 60;

/**
 * What tells a plan in the name of a file, in ASCII alone: its number, "45/KH-UBND" as "45-KH-UBND"; without one, the
 * word for a plan and its year.
 */
export function planSlug({ number, year }: { number: string | null; year: number }, plan: string): string {
  const slug = number === null ? '' : asciiSlug(number);
  return slug === '' ? `${plan}-${year}` : slug;
}

function asciiSlug(text: string): string {
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
  const parts = plain.split(/[^A-Za-z0-9]+/u).filter((part) => part !== '');
  return parts.join('-').slice(0, slugCharsMax).replace(/-$/u, '');
}
