import { useLanguage } from '../platform/language.ts';

/** Picks the words of the chosen language; the Vietnamese ones are official and stand in where English is missing. */
export function useWords(): (vietnamese: string, english: string | null | undefined) => string {
  return useLanguage() === 'en' ? preferEnglish : preferVietnamese;
}

function preferEnglish(vietnamese: string, english: string | null | undefined): string {
  return english || vietnamese;
}

function preferVietnamese(vietnamese: string): string {
  return vietnamese;
}
