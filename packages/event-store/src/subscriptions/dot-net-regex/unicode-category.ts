const names = ['Lu', 'Ll', 'Lt', 'Lm', 'Lo', 'Mn', 'Mc', 'Me', 'Nd', 'Nl', 'No', 'Zs', 'Zl', 'Zp', 'Cc', 'Cf']
  .concat(['Cs', 'Co', 'Pc', 'Pd', 'Ps', 'Pe', 'Pi', 'Pf', 'Po', 'Sm', 'Sc', 'Sk', 'So', 'Cn'])
  .map((name) => ({ name, pattern: new RegExp(`\\p{${name}}`, 'u') }));

/** Every code unit is in exactly one category; a set of them is a number with a bit for each. */
export const everyCategory = 2 ** names.length - 1;

/** The category's bit by code unit, once asked for; 255 where it was not yet. */
const known = new Uint8Array(65_536).fill(255);

/** The bits of a general category, by its name (`Lu`) or its first letter (`L`); null when there is none such. */
export function categoriesOf(name: string): number | null {
  if (!/^[A-Z][a-z]?$/.test(name)) return null;
  const bits = names.reduce(
    (sum, category, bit) => (category.name.startsWith(name) ? sum | (1 << bit) : sum),
    0,
  );
  return bits === 0 ? null : bits;
}

/** .NET looks at code units, so a character beyond the Basic Multilingual Plane is two surrogates (`Cs`). */
export function isInCategories(categories: number, unit: number): boolean {
  return (categories & (1 << bitOf(unit))) !== 0;
}

function bitOf(unit: number): number {
  const bit = known[unit] ?? 255;
  if (bit !== 255) return bit;
  const text = String.fromCharCode(unit);
  const found = names.findIndex(({ pattern }) => pattern.test(text));
  known[unit] = found;
  return found;
}
