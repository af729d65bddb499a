import type { Fault, SourceFile } from './fault.ts';

const file = /^(.*\/locales\/)(vi|en)(\/[^/]+\.json)$/u;
/** Vietnamese has one plural form, English two: endings of i18next are no difference. */
const plural = /_(?:zero|one|two|few|many|other)$/u;
const places = /\{\{\s*([\w.]+)[^}]*\}\}/gu;

/** Words that stand in one language and not in the other, or that speak of other values. */
export function localeFaults(files: readonly SourceFile[]): Fault[] {
  const locales = new Map(files.filter(({ path }) => file.test(path)).map(({ path, text }) => [path, text]));
  return [...locales].flatMap(([path, text]) => {
    const [, folder, language, name] = file.exec(path) ?? [];
    const other = `${folder}${language === 'vi' ? 'en' : 'vi'}${name}`;
    const otherText = locales.get(other);
    if (otherText === undefined) return [{ path, line: null, what: `${other} is missing` }];
    return faultsOf(path, wordsOf(text), other, wordsOf(otherText));
  });
}

type Words = ReadonlyMap<string, readonly string[]>;

function faultsOf(path: string, words: Words, other: string, otherWords: Words): Fault[] {
  const fault = (what: string): Fault => ({ path, line: null, what });
  return [...otherWords].flatMap(([key, sought]) => {
    const held = words.get(key);
    if (held === undefined) return [fault(`the words "${key}" of ${other} are missing`)];
    const strange = held.filter((place) => place !== 'count' && !sought.includes(place));
    return strange.map((place) => fault(`"${key}" speaks of {{${place}}}, which ${other} does not`));
  });
}

/** The places that each key fills in, over all its plural forms. */
function wordsOf(text: string): Words {
  const words = new Map<string, string[]>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) walk(inner, path === '' ? key : `${path}.${key}`);
      return;
    }
    const key = path.replace(plural, '');
    const found = [...String(value).matchAll(places)].map(([, place]) => place ?? '');
    words.set(key, [...(words.get(key) ?? []), ...found]);
  };
  walk(JSON.parse(text), '');
  return words;
}
