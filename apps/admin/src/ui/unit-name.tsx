import { useWords } from './use-words.ts';

/** A unit by its short name, with the full one to be read or pointed at. */
export function UnitName({
  unit,
}: {
  unit: { readonly name: string; readonly nameEnglish: string | null; readonly shortName: string };
}) {
  const words = useWords();
  return <abbr title={words(unit.name, unit.nameEnglish)}>{unit.shortName}</abbr>;
}
