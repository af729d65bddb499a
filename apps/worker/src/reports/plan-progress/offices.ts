import type { UnitData } from './query.ts';

interface Head {
  readonly pattern: RegExp;
  readonly lines: { readonly vi: readonly string[]; readonly en: readonly string[] };
}

/** By which office a unit's documents are signed; the first that fits. */
const heads: readonly Head[] = [
  {
    pattern: /^(?:UBND|Ủy ban nhân dân) /u,
    lines: { vi: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'], en: ["FOR THE PEOPLE'S COMMITTEE", 'CHAIRPERSON'] },
  },
  { pattern: /^Sở /u, lines: { vi: ['GIÁM ĐỐC'], en: ['DIRECTOR'] } },
  { pattern: /^Phòng /u, lines: { vi: ['TRƯỞNG PHÒNG'], en: ['HEAD OF OFFICE'] } },
  { pattern: /^Văn phòng /u, lines: { vi: ['CHÁNH VĂN PHÒNG'], en: ['CHIEF OF OFFICE'] } },
  { pattern: /^/u, lines: { vi: ['THỦ TRƯỞNG CƠ QUAN'], en: ['HEAD OF AGENCY'] } },
];

export function signingOffice(unit: UnitData, locale: 'vi' | 'en'): readonly string[] {
  return heads.find(({ pattern }) => pattern.test(unit.name))?.lines[locale] ?? [];
}

/** A unit's name as it stands in a letterhead: in capitals, the committee's name in full. */
export function letterheadName(unit: UnitData, locale: 'vi' | 'en'): string {
  if (locale === 'en') return (unit.nameEnglish ?? unit.name).toUpperCase();
  return unit.name.replace(/^UBND /u, 'Ủy ban nhân dân ').toLocaleUpperCase('vi');
}

/** The place that dates a document: the territory of a committee, without its kind. */
export function placeOf(committee: UnitData): string {
  return committee.name.replace(
    /^(?:UBND|Ủy ban nhân dân) (?:tỉnh|thành phố|thị xã|thị trấn|huyện|phường|xã) /u,
    '',
  );
}

export function nameOf(unit: UnitData, locale: 'vi' | 'en'): string {
  return locale === 'en' ? (unit.nameEnglish ?? unit.name) : unit.name;
}

/** As the annex of a plan prints units; English has no short forms. */
export function shortNameOf(unit: UnitData, locale: 'vi' | 'en'): string {
  return locale === 'en' ? (unit.nameEnglish ?? unit.name) : unit.shortName;
}
