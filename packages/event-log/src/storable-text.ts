/**
 * What JSON, PostgreSQL and the XML of documents can all hold: well-formed Unicode without control characters but
 * tab, line feed and carriage return (`Char` of XML 1.0). An event with any other could be written and never shown.
 */
const storable = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u;

export function isStorableText(text: string): boolean {
  return storable.test(text);
}

/** Dotted path of the first text within a JSON value that cannot be stored; null when all can. */
export function unstorableTextIn(value: unknown, path = ''): string | null {
  const open: { readonly value: unknown; readonly path: string }[] = [{ value, path }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next.value === 'string' && !isStorableText(next.value)) return next.path;
    if (typeof next.value !== 'object' || next.value === null) continue;
    for (const [key, inner] of Object.entries(next.value).reverse())
      open.push({ value: inner, path: next.path === '' ? key : `${next.path}.${key}` });
  }
  return null;
}
