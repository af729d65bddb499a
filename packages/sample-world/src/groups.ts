import { departments } from './agencies.ts';
import { communesOf, districtUnitIds } from './units.ts';

/** A named group of units as the annexes use it. */
export interface SampleGroup {
  readonly groupId: string;
  readonly name: string;
  readonly nameEnglish: string;
  readonly memberUnitIds: readonly string[];
}

const boardMembers = [
  'u-nv',
  'u-tp',
  'u-tc',
  'u-yt',
  'u-gd',
  'u-vh',
  'u-dt',
  'u-ca',
  'u-tk',
  'u-pn',
  'u-ldl',
  'u-dtn',
];

export const sampleGroups: readonly SampleGroup[] = [
  {
    groupId: 'g-districts',
    name: '9 UBND huyện, thị xã, thành phố',
    nameEnglish: 'The 9 district People’s Committees',
    memberUnitIds: districtUnitIds,
  },
  {
    groupId: 'g-departments',
    name: 'Các sở, ban, ngành',
    nameEnglish: 'All departments',
    memberUnitIds: departments.map((unit) => unit.id),
  },
  {
    groupId: 'g-board',
    name: 'Thành viên Ban VSTBPN tỉnh',
    nameEnglish: 'Members of the provincial Board',
    memberUnitIds: boardMembers,
  },
  {
    groupId: 'g-hue-wards',
    name: 'Các phường thí điểm của thành phố Huế',
    nameEnglish: 'Pilot wards of Huế City',
    memberUnitIds: communesOf('u-hue')
      .slice(0, 6)
      .map((unit) => unit.id),
  },
];

export function membersOf(groupId: string): readonly string[] {
  const group = sampleGroups.find((candidate) => candidate.groupId === groupId);
  if (group === undefined) throw new Error(`no group ${groupId} in the sample world`);
  return group.memberUnitIds;
}
