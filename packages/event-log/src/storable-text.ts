/**
 * What JSON, PostgreSQL and the XML of documents can all hold: well-formed Unicode without control characters but
 * tab, line feed and carriage return (`Char` of XML 1.0). An event with any other could be written and never shown.
 */
const storable = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u;

export function isStorableText(text: string): boolean {
  return storable.test(text);
}

/** Nothing but characters that take no place, with or without spaces. */
const invisible =
  /^(?=.*\p{Default_Ignorable_Code_Point})[\p{Default_Ignorable_Code_Point}\p{White_Space}]+$/su;

/** Dotted path of the first text within a JSON value that cannot be stored; null when all can. */
export function unstorableTextIn(value: unknown): string | null {
  return firstTextIn(value, (text) => !isStorableText(text));
}

/** The same of the first text that is there and cannot be seen: it counts as given, and nobody could read it. */
export function invisibleTextIn(value: unknown): string | null {
  return firstTextIn(value, (text) => invisible.test(text));
}

function firstTextIn(value: unknown, isMeant: (text: string) => boolean): string | null {
  const open: { readonly value: unknown; readonly path: string }[] = [{ value, path: '' }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next.value === 'string' && isMeant(next.value)) return next.path;
    if (typeof next.value !== 'object' || next.value === null) continue;
    for (const [key, inner] of Object.entries(next.value).reverse())
      open.push({ value: inner, path: next.path === '' ? key : `${next.path}.${key}` });
  }
  return null;
}
