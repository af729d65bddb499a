import { readFileSync } from 'node:fs';
import type { UnitKind } from '@songhanh/domain/organisation';

/** A unit of the official list of 2023 (General Statistics Office codes). Ids are our own, never the code. */
export interface TerritorialUnit {
  readonly id: string;
  readonly kind: UnitKind;
  readonly code: string;
  readonly name: string;
  readonly nameEnglish: string;
  readonly shortName: string;
  readonly parentId: string | null;
}

export const PROVINCE_ID = 'u-tth';

const districtIds: Readonly<Record<string, string>> = {
  '474': 'u-hue',
  '476': 'u-phongdien',
  '477': 'u-quangdien',
  '478': 'u-phuvang',
  '479': 'u-huongthuy',
  '480': 'u-huongtra',
  '481': 'u-aluoi',
  '482': 'u-phuloc',
  '483': 'u-namdong',
};

const abbreviations: readonly (readonly [RegExp, string])[] = [
  [/^Thành phố /u, 'TP '],
  [/^Thị xã /u, 'TX '],
  [/^Thị trấn /u, 'TT '],
  [/^Huyện /u, 'H. '],
  [/^Phường (?!Đúc)/u, 'P. '],
  [/^Xã /u, 'X. '],
];

/** The province, its 9 districts and 141 communes in the order of the official list. */
export const territorialUnits: readonly TerritorialUnit[] = readFileSync(
  new URL('../data/units-2023.tsv', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => line.split('\t'))
  .map(([code = '', name = '', parentCode = '']) => toUnit(code, name, parentCode))
  .map(withOwnId);

export const districtUnitIds: readonly string[] = territorialUnits
  .filter((unit) => unit.kind === 'DISTRICT')
  .map((unit) => unit.id);

/** The communes of one district, in the order of the official list. */
export function communesOf(districtId: string): readonly TerritorialUnit[] {
  return territorialUnits.filter((unit) => unit.parentId === districtId);
}

/** Hương Vân and Hương Văn differ by their marks alone: the later one gets a number. */
function withOwnId(unit: TerritorialUnit, index: number, all: readonly TerritorialUnit[]): TerritorialUnit {
  const namesakes = all.slice(0, index).filter((earlier) => earlier.id === unit.id).length;
  return namesakes === 0 ? unit : { ...unit, id: `${unit.id}${namesakes + 1}` };
}

function toUnit(code: string, name: string, parentCode: string): TerritorialUnit {
  if (parentCode === '') {
    return {
      id: PROVINCE_ID,
      kind: 'PROVINCE',
      code,
      name: 'UBND tỉnh Thừa Thiên Huế',
      nameEnglish: "People's Committee of Thua Thien Hue Province",
      shortName: 'UBND tỉnh',
      parentId: null,
    };
  }
  const districtId = districtIds[code];
  if (districtId !== undefined) {
    return {
      id: districtId,
      kind: 'DISTRICT',
      code,
      name: `UBND ${lowerFirst(name)}`,
      nameEnglish: `People's Committee of ${withoutMarks(withoutKind(name))}`,
      shortName: `UBND ${abbreviated(name)}`,
      parentId: PROVINCE_ID,
    };
  }
  const parentId = districtIds[parentCode];
  if (parentId === undefined) throw new Error(`units-2023.tsv: ${code} stands under unknown ${parentCode}`);
  return {
    id: `${parentId}-${withoutMarks(withoutKind(name))
      .replaceAll(/[^A-Za-z]/gu, '')
      .toLowerCase()}`,
    kind: 'COMMUNE',
    code,
    name: `UBND ${lowerFirst(name)}`,
    nameEnglish: `People's Committee of ${withoutMarks(withoutKind(name))}`,
    shortName: `UBND ${abbreviated(name)}`,
    parentId,
  };
}

function withoutKind(name: string): string {
  return name.replace(/^(Thành phố|Thị xã|Thị trấn|Huyện|Phường|Xã) (?!Đúc)/u, '');
}

function abbreviated(name: string): string {
  const found = abbreviations.find(([pattern]) => pattern.test(name));
  return found === undefined ? name : name.replace(found[0], found[1]);
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function withoutMarks(name: string): string {
  return name.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
}
