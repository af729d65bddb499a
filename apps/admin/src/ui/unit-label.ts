/** A unit in a list of choices: "UBND tỉnh — UBND tỉnh Thừa Thiên Huế", and once where both names are one. */
export function unitLabel(shortName: string, name: string): string {
  return shortName === name ? name : `${shortName} — ${name}`;
}
