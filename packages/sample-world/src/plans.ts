import type { LegalBasis, SectionKind } from '@songhanh/domain/plan';
import { PROVINCE_ID } from './units.ts';

/** A section of a plan as the script writes it. */
export interface SampleSection {
  readonly sectionId: string;
  readonly parentSectionId: string | null;
  readonly kind: SectionKind;
  readonly mark: string;
  readonly title: string;
  readonly titleEnglish: string;
}

/** A plan of 2023 as the script writes it. Numbers that are not known stay null. */
export interface SamplePlan {
  readonly planId: string;
  readonly title: string;
  readonly titleEnglish: string;
  readonly issuingUnitId: string;
  readonly draftingUnitId: string;
  readonly parentPlanIds: readonly string[];
  readonly siblingPlanIds: readonly string[];
  readonly number: string | null;
  readonly issuedOn: string;
  readonly signerOffice: string;
  readonly illustrative: boolean;
  readonly legalBases: readonly LegalBasis[];
  readonly sections: readonly SampleSection[];
}

const nationalBases: readonly LegalBasis[] = [
  {
    number: '28/NQ-CP',
    issuedOn: '2021-03-03',
    subject: 'Chiến lược quốc gia về bình đẳng giới giai đoạn 2021-2030',
  },
  {
    number: '2232/QĐ-TTg',
    issuedOn: '2020-12-28',
    subject: 'Chương trình phòng ngừa, ứng phó bạo lực trên cơ sở giới 2021-2025',
  },
  {
    number: '212/KH-UBND',
    issuedOn: '2021-06-11',
    subject: 'Kế hoạch của tỉnh thực hiện Chiến lược giai đoạn 2021-2025',
  },
];

const communicationBases: readonly LegalBasis[] = [
  {
    number: '1790/QĐ-TTg',
    issuedOn: '2021-10-23',
    subject: 'Chương trình truyền thông về bình đẳng giới đến năm 2030',
  },
  { number: '385/KH-UBND', issuedOn: '2021-12-18', subject: 'Kế hoạch truyền thông của tỉnh đến năm 2030' },
];

type SectionRow = readonly [
  sectionId: string,
  parent: string | null,
  kind: SectionKind,
  mark: string,
  title: string,
  titleEnglish: string,
];

/** Plan A: gender equality and the advancement of women, 2023. Its number was not found in public. */
const genderEqualityPlan: SamplePlan = {
  planId: 'p23-a',
  title: 'Kế hoạch công tác bình đẳng giới và vì sự tiến bộ của phụ nữ năm 2023',
  titleEnglish: 'Plan for gender equality and the advancement of women, 2023',
  issuingUnitId: PROVINCE_ID,
  draftingUnitId: 'u-ld',
  parentPlanIds: [],
  siblingPlanIds: ['p23-b'],
  number: null,
  issuedOn: '2023-02-03',
  signerOffice: 'TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH',
  illustrative: true,
  legalBases: nationalBases,
  sections: sections([
    [
      'a-o1',
      null,
      'OBJECTIVE',
      'I.1',
      'Quản lý nhà nước về bình đẳng giới hiệu quả hơn',
      'State management of gender equality works better',
    ],
    [
      'a-o2',
      null,
      'OBJECTIVE',
      'I.2',
      'Phòng ngừa và ứng phó bạo lực trên cơ sở giới kịp thời',
      'Gender-based violence is prevented and answered in time',
    ],
    [
      'a-o3',
      null,
      'OBJECTIVE',
      'I.3',
      'Các ngành, các cấp phối hợp chặt chẽ',
      'Sectors and levels work closely together',
    ],
    [
      'a-g1',
      'a-o1',
      'SOLUTION_GROUP',
      'II.1',
      'Lãnh đạo, chỉ đạo và năng lực quản lý',
      'Leadership and capacity of management',
    ],
    [
      'a-g2',
      'a-o1',
      'SOLUTION_GROUP',
      'II.2',
      'Địa phương có nguy cơ cao; cán bộ nữ; số liệu giới',
      'Localities at risk, women in office, gender data',
    ],
    [
      'a-g3',
      'a-o2',
      'SOLUTION_GROUP',
      'II.3',
      'Dịch vụ phòng ngừa, hỗ trợ và bảo vệ',
      'Services that prevent, help and protect',
    ],
    [
      'a-g4',
      'a-o2',
      'SOLUTION_GROUP',
      'II.4',
      'Tháng hành động vì bình đẳng giới',
      'Month of Action for gender equality',
    ],
    [
      'a-g5',
      'a-o3',
      'SOLUTION_GROUP',
      'II.5',
      'Phối hợp liên ngành, kinh phí, báo cáo, kiểm tra',
      'Coordination, budget, reporting, inspection',
    ],
  ]),
};

/** Plan B: 25/KH-UBND of 3 February 2023, communication. */
const communicationPlan: SamplePlan = {
  planId: 'p23-b',
  title: 'Kế hoạch truyền thông về bình đẳng giới và phòng ngừa, ứng phó bạo lực trên cơ sở giới năm 2023',
  titleEnglish: 'Plan for communication on gender equality and gender-based violence, 2023',
  issuingUnitId: PROVINCE_ID,
  draftingUnitId: 'u-ld',
  parentPlanIds: [],
  siblingPlanIds: ['p23-a'],
  number: '25/KH-UBND',
  issuedOn: '2023-02-03',
  signerOffice: 'TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH',
  illustrative: false,
  legalBases: communicationBases,
  sections: sections([
    [
      'b-o1',
      null,
      'OBJECTIVE',
      'I',
      'Mọi nhóm đối tượng được thông tin và thay đổi nhận thức, hành vi',
      'Every audience is informed and changes its mind and conduct',
    ],
    [
      'b-g1',
      'b-o1',
      'SOLUTION_GROUP',
      '1',
      'Thông tin, phổ biến và kết quả thực hiện',
      'Information and results of the work',
    ],
    [
      'b-g2',
      'b-o1',
      'SOLUTION_GROUP',
      '2',
      'Đổi mới hình thức, phương tiện trên nền tảng số',
      'New forms and digital means',
    ],
    [
      'b-g3',
      'b-o1',
      'SOLUTION_GROUP',
      '3',
      'Xã hội hóa nguồn lực truyền thông',
      'Resources from beyond the state',
    ],
    [
      'b-g4',
      'b-o1',
      'SOLUTION_GROUP',
      '4',
      'Giáo dục trong gia đình, nhà trường, nơi làm việc, cộng đồng',
      'Education in family, school, workplace and community',
    ],
    [
      'b-g5',
      'b-o1',
      'SOLUTION_GROUP',
      '5',
      'Bộ chỉ số về giới trong truyền thông; năng lực đội ngũ',
      'Media gender indicators and the skills of staff',
    ],
    ['b-g6', 'b-o1', 'SOLUTION_GROUP', '6', 'Nhân rộng mô hình hiệu quả', 'Models that work are spread'],
    ['b-g7', 'b-o1', 'SOLUTION_GROUP', '7', 'Thanh tra, kiểm tra, giám sát', 'Inspection and supervision'],
  ]),
};

/** Plan C: 978/KH-UBND of 21 February 2023, by which Huế city carries both out; its tasks are invented. */
const hueCityPlan: SamplePlan = {
  planId: 'p23-c',
  title:
    'Kế hoạch công tác bình đẳng giới, vì sự tiến bộ của phụ nữ và truyền thông của thành phố Huế năm 2023',
  titleEnglish: 'Plan of Hue City for gender equality and communication, 2023',
  issuingUnitId: 'u-hue',
  draftingUnitId: 'u-hue-ld',
  parentPlanIds: ['p23-a', 'p23-b'],
  siblingPlanIds: [],
  number: '978/KH-UBND',
  issuedOn: '2023-02-21',
  signerOffice: 'TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH',
  illustrative: true,
  legalBases: [{ number: '25/KH-UBND', issuedOn: '2023-02-03', subject: communicationPlan.title }],
  sections: sections([
    [
      'c-o1',
      null,
      'OBJECTIVE',
      'I',
      'Các phường, xã triển khai đồng bộ hai kế hoạch của tỉnh',
      'Wards and communes carry out both plans of the province',
    ],
    ['c-g1', 'c-o1', 'SOLUTION_GROUP', '1', 'Truyền thông tại cơ sở', 'Communication on the ground'],
    [
      'c-g2',
      'c-o1',
      'SOLUTION_GROUP',
      '2',
      'Dịch vụ và mô hình tại phường, xã',
      'Services and models in wards and communes',
    ],
  ]),
};

export const samplePlans: readonly SamplePlan[] = [genderEqualityPlan, communicationPlan, hueCityPlan];

function sections(rows: readonly SectionRow[]): readonly SampleSection[] {
  return rows.map(([sectionId, parentSectionId, kind, mark, title, titleEnglish]) => ({
    sectionId,
    parentSectionId,
    kind,
    mark,
    title,
    titleEnglish,
  }));
}
