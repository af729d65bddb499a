import type { UnitKind } from '@songhanh/domain/organisation';

/** An agency of the province in 2023. Ids are our own; the short name is what the annex prints. */
export interface Agency {
  readonly id: string;
  readonly kind: UnitKind;
  readonly shortName: string;
  readonly name: string;
  readonly nameEnglish: string;
}

type Row = readonly [id: string, shortName: string, name: string, nameEnglish: string];

function agencies(kind: UnitKind, rows: readonly Row[]): readonly Agency[] {
  return rows.map(([id, shortName, name, nameEnglish]) => ({ id, kind, shortName, name, nameEnglish }));
}

/** Departments (sở, ban, ngành), by their order in the documents of the province. */
export const departments = agencies('DEPARTMENT', [
  ['u-vp', 'VP UBND tỉnh', 'Văn phòng UBND tỉnh', "Office of the People's Committee"],
  ['u-nv', 'Sở Nội vụ', 'Sở Nội vụ', 'Department of Home Affairs'],
  ['u-tp', 'Sở Tư pháp', 'Sở Tư pháp', 'Department of Justice'],
  ['u-khdt', 'Sở KH&ĐT', 'Sở Kế hoạch và Đầu tư', 'Department of Planning and Investment'],
  ['u-tc', 'Sở Tài chính', 'Sở Tài chính', 'Department of Finance'],
  ['u-ct', 'Sở Công Thương', 'Sở Công Thương', 'Department of Industry and Trade'],
  [
    'u-nn',
    'Sở NN&PTNT',
    'Sở Nông nghiệp và Phát triển nông thôn',
    'Department of Agriculture and Rural Development',
  ],
  ['u-gtvt', 'Sở GTVT', 'Sở Giao thông vận tải', 'Department of Transport'],
  ['u-xd', 'Sở Xây dựng', 'Sở Xây dựng', 'Department of Construction'],
  ['u-tnmt', 'Sở TN&MT', 'Sở Tài nguyên và Môi trường', 'Department of Natural Resources and Environment'],
  ['u-tt', 'Sở TT&TT', 'Sở Thông tin và Truyền thông', 'Department of Information and Communications'],
  [
    'u-ld',
    'Sở LĐTBXH',
    'Sở Lao động - Thương binh và Xã hội',
    'Department of Labour, Invalids and Social Affairs',
  ],
  ['u-vh', 'Sở VH&TT', 'Sở Văn hóa và Thể thao', 'Department of Culture and Sports'],
  ['u-dl', 'Sở Du lịch', 'Sở Du lịch', 'Department of Tourism'],
  ['u-khcn', 'Sở KH&CN', 'Sở Khoa học và Công nghệ', 'Department of Science and Technology'],
  ['u-gd', 'Sở GD&ĐT', 'Sở Giáo dục và Đào tạo', 'Department of Education and Training'],
  ['u-yt', 'Sở Y tế', 'Sở Y tế', 'Department of Health'],
  ['u-ngv', 'Sở Ngoại vụ', 'Sở Ngoại vụ', 'Department of Foreign Affairs'],
  ['u-ttr', 'Thanh tra tỉnh', 'Thanh tra tỉnh', 'Provincial Inspectorate'],
  ['u-dt', 'Ban Dân tộc', 'Ban Dân tộc', 'Committee for Ethnic Minorities'],
  [
    'u-bql',
    'BQL Khu KT-CN',
    'Ban Quản lý Khu kinh tế, công nghiệp',
    'Management Board of Economic and Industrial Zones',
  ],
  ['u-ioc', 'HueIOC', 'Trung tâm Giám sát, điều hành đô thị thông minh', 'Intelligent Operations Centre'],
]);

/** Agencies of the ministries, courts and forces in the province. */
const verticalAgencies = agencies('VERTICAL_AGENCY', [
  ['u-ca', 'Công an tỉnh', 'Công an tỉnh', 'Provincial Police'],
  ['u-qs', 'BCH Quân sự tỉnh', 'Bộ Chỉ huy Quân sự tỉnh', 'Provincial Military Command'],
  ['u-bp', 'BCH BĐBP tỉnh', 'Bộ Chỉ huy Bộ đội Biên phòng tỉnh', 'Provincial Border Guard Command'],
  ['u-tk', 'Cục Thống kê', 'Cục Thống kê tỉnh', 'Provincial Statistics Office'],
  ['u-bhxh', 'BHXH tỉnh', 'Bảo hiểm xã hội tỉnh', 'Provincial Social Insurance'],
  ['u-ta', 'TAND tỉnh', 'Tòa án nhân dân tỉnh', "Provincial People's Court"],
  ['u-vks', 'VKSND tỉnh', 'Viện kiểm sát nhân dân tỉnh', "Provincial People's Procuracy"],
  ['u-thue', 'Cục Thuế', 'Cục Thuế tỉnh', 'Provincial Tax Department'],
]);

/** Bodies of the Party: they are requested, never ordered. */
const partyBodies = agencies('PARTY_BODY', [
  ['u-vptu', 'VP Tỉnh ủy', 'Văn phòng Tỉnh ủy', 'Office of the Provincial Party Committee'],
  ['u-btc', 'Ban Tổ chức Tỉnh ủy', 'Ban Tổ chức Tỉnh ủy', 'Party Organisation Commission'],
  [
    'u-tg',
    'Ban Tuyên giáo Tỉnh ủy',
    'Ban Tuyên giáo Tỉnh ủy',
    'Party Commission for Information and Education',
  ],
  ['u-dv', 'Ban Dân vận Tỉnh ủy', 'Ban Dân vận Tỉnh ủy', 'Party Commission for Mass Mobilisation'],
  ['u-nc', 'Ban Nội chính Tỉnh ủy', 'Ban Nội chính Tỉnh ủy', 'Party Commission for Internal Affairs'],
  ['u-ubkt', 'UBKT Tỉnh ủy', 'Ủy ban Kiểm tra Tỉnh ủy', 'Party Inspection Commission'],
]);

/** The Front and the mass organisations: they are requested, never ordered. */
const massOrganisations = agencies('MASS_ORGANISATION', [
  ['u-mt', 'UBMTTQVN tỉnh', 'Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh', 'Fatherland Front Committee'],
  ['u-pn', 'Hội LHPN tỉnh', 'Hội Liên hiệp Phụ nữ tỉnh', "Women's Union"],
  ['u-dtn', 'Tỉnh Đoàn', 'Tỉnh Đoàn Thừa Thiên Huế', 'Youth Union'],
  ['u-ldl', 'LĐLĐ tỉnh', 'Liên đoàn Lao động tỉnh', 'Federation of Labour'],
  ['u-nd', 'Hội Nông dân tỉnh', 'Hội Nông dân tỉnh', "Farmers' Association"],
  ['u-ccb', 'Hội CCB tỉnh', 'Hội Cựu chiến binh tỉnh', "Veterans' Association"],
]);

const pressAgencies = agencies('PRESS_AGENCY', [
  ['u-trt', 'Đài TRT', 'Đài Phát thanh - Truyền hình tỉnh', 'Provincial Radio and Television'],
  ['u-btth', 'Báo Thừa Thiên Huế', 'Báo Thừa Thiên Huế', 'Thua Thien Hue Newspaper'],
]);

/** The office that drafts Huế city's plan and keeps it. */
export const hueCityOffice: Agency = {
  id: 'u-hue-ld',
  kind: 'DEPARTMENT',
  shortName: 'Phòng LĐTBXH TP Huế',
  name: 'Phòng Lao động - Thương binh và Xã hội thành phố Huế',
  nameEnglish: 'Labour, Invalids and Social Affairs Office of Huế City',
};

export const allAgencies: readonly Agency[] = [
  ...departments,
  ...verticalAgencies,
  ...partyBodies,
  ...massOrganisations,
  ...pressAgencies,
];
