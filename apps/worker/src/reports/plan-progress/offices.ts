import type { PlacedUnit, UnitData } from './query.ts';

interface Head {
  readonly pattern: RegExp;
  readonly lines: { readonly vi: readonly string[]; readonly en: readonly string[] };
}

/** Of a plan: who drafts it and reports on it, and who issues it. */
interface PlanUnits {
  readonly draftingUnit: PlacedUnit;
  readonly issuingUnit: PlacedUnit;
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

const committeeKinds: ReadonlySet<string> = new Set(['PROVINCE', 'DISTRICT', 'COMMUNE']);
/** Of the province's list, but no part of its People's Committee. */
const independentKinds: ReadonlySet<string> = new Set(['VERTICAL_AGENCY', 'PARTY_BODY', 'MASS_ORGANISATION']);

/**
 * The place that dates a document: the territory of the committee that the unit is or stands under, without its
 * kind (Decree 30/2020, annex I, part I, section II.4); null when no committee is known above it.
 */
export function placeOf(unit: PlacedUnit): string | null {
  if (committeeKinds.has(unit.kind)) return territoryOf(unit);
  return unit.parent == null ? null : placeOf(unit.parent);
}

function territoryOf({ name }: UnitData): string {
  // A territory that is called by a number keeps its kind: "Phường 1".
  const called = name.replace(
    /^(?:UBND|Ủy ban nhân dân) (?:(?:tỉnh|thành phố|quận|thị xã|thị trấn|huyện|phường|xã) (?!\d))?/u,
    '',
  );
  return called.charAt(0).toLocaleUpperCase('vi') + called.slice(1);
}

/** The unit named above the drafter in its letterhead; a People's Committee stands there alone. */
export function superiorOf({ draftingUnit, issuingUnit }: PlanUnits): PlacedUnit | null {
  if (committeeKinds.has(draftingUnit.kind)) return null;
  const above = draftingUnit.parent ?? (issuingUnit.id === draftingUnit.id ? null : issuingUnit);
  if (above === null) return null;
  return independentKinds.has(draftingUnit.kind) && committeeKinds.has(above.kind) ? null : above;
}

/** To whom the drafter reports: who issued the plan, or where it did so itself, who stands above it. */
export function reportedTo(plan: PlanUnits): PlacedUnit | null {
  const { draftingUnit, issuingUnit } = plan;
  if (issuingUnit.id !== draftingUnit.id) return issuingUnit;
  return committeeKinds.has(draftingUnit.kind) ? (draftingUnit.parent ?? null) : superiorOf(plan);
}

export function nameOf(unit: UnitData, locale: 'vi' | 'en'): string {
  return locale === 'en' ? (unit.nameEnglish ?? unit.name) : unit.name;
}

/** As the annex of a plan prints units; English has no short forms. */
export function shortNameOf(unit: UnitData, locale: 'vi' | 'en'): string {
  return locale === 'en' ? (unit.nameEnglish ?? unit.name) : unit.shortName;
}
