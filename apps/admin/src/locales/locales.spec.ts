import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const names = readdirSync(new URL('vi/', import.meta.url));

function wordsOf(language: string, name: string): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  collect(JSON.parse(readFileSync(new URL(`${language}/${name}`, import.meta.url), 'utf8')), '', words);
  return words;
}

function collect(value: unknown, path: string, words: Map<string, string>): void {
  if (typeof value === 'string') words.set(path, value);
  else for (const [key, part] of Object.entries(value as object)) collect(part, `${path}/${key}`, words);
}

/** Vietnamese has one plural form, English two. */
function withoutPlural(key: string): string {
  return key.replace(/_(one|other)$/u, '');
}

function parametersOf(text: string): string[] {
  return [...new Set(text.match(/\{\{\s*\w+/gu) ?? [])].map((found) => found.replace(/\W/gu, '')).toSorted();
}

test('both languages have the same files', () => {
  expect(readdirSync(new URL('en/', import.meta.url))).toEqual(names);
});

test.each(names)('%s: both languages have the same keys', (name) => {
  const keys = (language: string) =>
    [...new Set([...wordsOf(language, name).keys()].map(withoutPlural))].toSorted();
  expect(keys('en')).toEqual(keys('vi'));
});

test.each(names)('%s: an English plural has both its forms', (name) => {
  const words = wordsOf('en', name);
  const alone = [...words.keys()].filter(
    (key) =>
      /_(one|other)$/u.test(key) &&
      !(words.has(`${withoutPlural(key)}_one`) && words.has(`${withoutPlural(key)}_other`)),
  );
  expect(alone).toEqual([]);
});

test.each(names)('%s: nothing is empty', (name) => {
  for (const language of ['vi', 'en']) {
    const empty = [...wordsOf(language, name)].filter(([, text]) => text.trim() === '').map(([key]) => key);
    expect(empty).toEqual([]);
  }
});

test.each(names)('%s: both languages take the same parameters', (name) => {
  const english = wordsOf('en', name);
  for (const [key, text] of wordsOf('vi', name)) {
    expect([key, parametersOf(english.get(key) ?? '')]).toEqual([key, parametersOf(text)]);
  }
});
