import { useTranslation } from 'react-i18next';

/** Picks the words of the chosen language; the Vietnamese ones are official and stand in where English is missing. */
export function useWords(): (vietnamese: string, english: string | null | undefined) => string {
  const { i18n } = useTranslation();
  const english = i18n.language === 'en';
  return (inVietnamese, inEnglish) => (english && inEnglish ? inEnglish : inVietnamese);
}
