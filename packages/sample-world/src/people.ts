import type { Actor, Role } from '@songhanh/domain/kernel';
import { allAgencies } from './agencies.ts';
import { communesOf, districtUnitIds, PROVINCE_ID } from './units.ts';

/** An invented person; the name says so. */
export interface Person {
  readonly accountId: string;
  readonly officeId: string;
  readonly unitId: string | null;
  readonly role: Role;
  readonly fullName: string;
  readonly email: string;
  readonly phone: string;
  readonly title: string;
  readonly titleEnglish: string;
}

/** Fit for a demonstration only: it is printed at every start. */
export const DEMO_PASSWORD = 'song-hanh-2023';

const surnames = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Huỳnh', 'Phan', 'Võ', 'Đặng', 'Bùi', 'Hồ', 'Tôn'];
const middles = ['Thị', 'Văn', 'Thị Kim', 'Hữu', 'Thị Bích', 'Đình', 'Thị Ngọc', 'Quang'];
/** Given names that nobody bears: example, fiction, illustration, trial, supposition. */
const givens = ['Ví Dụ', 'Hư Cấu', 'Minh Họa', 'Dùng Thử', 'Giả Định'];

const roleTitles: Readonly<Record<'OFFICER' | 'LEADER', readonly [string, string]>> = {
  OFFICER: ['Chuyên viên', 'Officer'],
  LEADER: ['Lãnh đạo đơn vị', 'Head of unit'],
};

const communesWithStaff = [...communesOf('u-hue').slice(0, 6), ...communesOf('u-aluoi').slice(0, 4)];

const drafts: readonly Omit<Person, 'fullName' | 'phone'>[] = [
  special('quantri', null, 'ADMINISTRATOR', 'Quản trị hệ thống', 'System administrator'),
  special(
    'ubnd',
    PROVINCE_ID,
    'PLANNER',
    'Chuyên viên Văn phòng UBND tỉnh',
    "Officer of the People's Committee",
  ),
  special(
    'ubnd.lanhdao',
    PROVINCE_ID,
    'LEADER',
    'Phó Chủ tịch UBND tỉnh',
    "Vice-Chair of the People's Committee",
  ),
  special(
    'ld.kehoach',
    'u-ld',
    'PLANNER',
    'Chuyên viên thường trực Ban VSTBPN',
    'Officer of the standing agency',
  ),
  special(
    'hue.ubnd',
    'u-hue',
    'PLANNER',
    'Chuyên viên Văn phòng UBND thành phố',
    'Officer of the City Committee',
  ),
  special(
    'hue.kehoach',
    'u-hue-ld',
    'PLANNER',
    'Chuyên viên Phòng LĐTBXH thành phố',
    'Officer of the city office',
  ),
  special('thanhtra', 'u-ttr', 'AUDITOR', 'Thanh tra viên', 'Inspector'),
  ...allAgencies.flatMap((agency) => [member(agency.id, 'OFFICER'), member(agency.id, 'LEADER')]),
  ...districtUnitIds.map((unitId) => member(unitId, 'OFFICER')),
  ...communesWithStaff.map((unit) => member(unit.id, 'OFFICER')),
];

/** Everybody with an account in the sample world; all invented. */
export const people: readonly Person[] = drafts.map((draft, index) => ({
  ...draft,
  fullName: nameAt(index),
  phone: `0234 000 ${String(index).padStart(4, '0')}`,
}));

/** Who acts for a unit in the script. */
export function actorOf(unitId: string, role: Role = 'OFFICER'): Actor {
  const person = people.find((candidate) => candidate.unitId === unitId && candidate.role === role);
  if (person === undefined) throw new Error(`nobody holds the role ${role} in ${unitId}`);
  return toActor(person);
}

export const administrator: Actor = toActor(people[0] as Person);

/** What a visitor signs in with, the first is the one to begin with. */
export const demoSignIns: readonly {
  readonly email: string;
  readonly password: string;
  readonly title: string;
}[] = ['ld.kehoach', 'ubnd', 'yt.chuyenvien', 'pn.chuyenvien', 'aluoi.chuyenvien', 'thanhtra', 'quantri'].map(
  (name) => {
    const person = people.find((candidate) => candidate.email === emailOf(name)) as Person;
    return { email: person.email, password: DEMO_PASSWORD, title: person.title };
  },
);

function special(
  name: string,
  unitId: string | null,
  role: Role,
  title: string,
  titleEnglish: string,
): Omit<Person, 'fullName' | 'phone'> {
  const slug = name.replaceAll('.', '-');
  return {
    accountId: `a-${slug}`,
    officeId: `o-${slug}`,
    unitId,
    role,
    email: emailOf(name),
    title,
    titleEnglish,
  };
}

function member(unitId: string, role: 'OFFICER' | 'LEADER'): Omit<Person, 'fullName' | 'phone'> {
  const name = `${unitId.slice(2)}.${role === 'OFFICER' ? 'chuyenvien' : 'lanhdao'}`;
  const [title, titleEnglish] = roleTitles[role];
  return special(name, unitId, role, title, titleEnglish);
}

function emailOf(name: string): string {
  return `${name}@minhhoa.vn.example`;
}

function nameAt(index: number): string {
  const surname = surnames[index % surnames.length];
  const middle = middles[Math.floor(index / surnames.length) % middles.length];
  const given = givens[(index * 7 + Math.floor(index / 5)) % givens.length];
  return `${surname} ${middle} ${given}`;
}

function toActor(person: Person): Actor {
  return {
    userId: person.accountId,
    officeId: person.officeId,
    unitId: person.unitId,
    role: person.role,
    onBehalfOfOfficeId: null,
  };
}
