import { readFileSync } from 'node:fs';

export type Language = 'vi' | 'en';

/**
 * The words of the app as a visitor reads them: `words('vi')('task/action.checkIn')`. The specs press what people
 * press, in both languages, without repeating the words.
 * @throws when there are no such words
 */
export function words(
  language: Language,
): (key: string, parameters?: Readonly<Record<string, string>>) => string {
  return (key, parameters = {}) => {
    const [namespace = '', path = ''] = key.split('/');
    const file = new URL(`../src/locales/${language}/${namespace}.json`, import.meta.url);
    let value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    for (const part of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[part];
    if (typeof value !== 'string') throw new Error(`no words for ${key} in ${language}`);
    return value.replace(/\{\{(\w+)\}\}/gu, (_, name: string) => parameters[name] ?? '');
  };
}
