const units = 0x1_0000;

/** By code unit the one of lower case, itself where there is none: .NET compares units, in no country's language. */
let lower: Uint16Array | null = null;
/** By the unit of lower case all that are equal to it, if there are several. */
const alike = new Map<number, readonly number[]>();

export function lowered(unit: number): number {
  lower ??= learnt();
  return lower[unit] ?? unit;
}

/** All that is equal to a unit when case is ignored, as `k`, `K` and the sign for kelvin are; undefined if nothing else is. */
export function equivalents(unit: number): readonly number[] | undefined {
  return alike.get(lowered(unit));
}

function learnt(): Uint16Array {
  const table = new Uint16Array(units);
  for (let unit = 0; unit < units; unit += 1) {
    const text = String.fromCharCode(unit).toLowerCase();
    const low = text.length === 1 ? text.charCodeAt(0) : unit;
    table[unit] = low;
    if (low !== unit) alike.set(low, [...(alike.get(low) ?? [low]), unit]);
  }
  return table;
}
