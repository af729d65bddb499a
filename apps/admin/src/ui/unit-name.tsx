import { useLanguage } from '../platform/language.ts';

/**
 * A unit by its short name, with the full one to be pointed at. English has no short names: there it is the full one,
 * but in narrow places (`brief`), where the short name is shown with the English one to be pointed at.
 */
export function UnitName({
  unit: { name, nameEnglish, shortName },
  brief = false,
}: {
  unit: { readonly name: string; readonly nameEnglish: string | null; readonly shortName: string };
  brief?: boolean;
}) {
  const english = useLanguage() === 'en' ? nameEnglish : null;
  if (english !== null && !brief) return <span title={name}>{english}</span>;
  return <abbr title={english ?? name}>{shortName}</abbr>;
}
