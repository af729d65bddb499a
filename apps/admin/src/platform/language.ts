import i18n from 'i18next';
import { useSyncExternalStore } from 'react';
import { initReactI18next } from 'react-i18next';

export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const storageKey = 'songhanh.language';
const files = import.meta.glob<{ default: object }>('../locales/*/*.json');

/** Starts i18next with the language that the person chose last; Vietnamese when they never chose. */
export async function startLanguage(): Promise<void> {
  const chosen = readChoice();
  document.documentElement.lang = chosen;
  await i18n
    .use({ type: 'backend', init: () => undefined, read: readFile })
    .use(initReactI18next)
    .init({
      lng: chosen,
      supportedLngs: [...LANGUAGES],
      fallbackLng: false,
      ns: ['app'],
      defaultNS: 'app',
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
      returnNull: false,
    });
}

/** Switches the language of the whole app and keeps the choice on this device. */
export async function chooseLanguage(language: Language): Promise<void> {
  await i18n.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // A browser without storage forgets the choice at the next visit; nothing else depends on it.
  }
}

/** Loads the words of a screen beside its code, so that it does not wait for them later. */
export function loadWords(...namespaces: string[]): Promise<void> {
  return i18n.loadNamespaces(namespaces);
}

export function currentLanguage(): Language {
  return i18n.language === 'en' ? 'en' : 'vi';
}

/** The chosen language, for what picks between words it was given: cheaper than `useTranslation`. */
export function useLanguage(): Language {
  return useSyncExternalStore(onLanguageChange, currentLanguage);
}

function onLanguageChange(tell: () => void): () => void {
  i18n.on('languageChanged', tell);
  return () => i18n.off('languageChanged', tell);
}

function readChoice(): Language {
  try {
    return localStorage.getItem(storageKey) === 'en' ? 'en' : 'vi';
  } catch {
    return 'vi';
  }
}

function readFile(
  language: string,
  namespace: string,
  done: (error: Error | null, words: object | null) => void,
) {
  const load = files[`../locales/${language}/${namespace}.json`];
  if (load === undefined) {
    done(new Error(`no words for ${language}/${namespace}`), null);
    return;
  }
  load().then(
    (file) => done(null, file.default),
    (error: Error) => done(error, null),
  );
}
