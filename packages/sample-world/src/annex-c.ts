import { quarters, type Row, until } from './annex-row.ts';

/** The invented rows of Huế city's child plan. */
export const annexC: readonly Row[] = [
  [
    'C01',
    'c-g1',
    'g-hue-wards',
    '',
    quarters,
    'Phát tin về bình đẳng giới trên truyền thanh phường, xã',
    'Air items on ward radio',
    'Nhật ký phát thanh',
  ],
  [
    'C02',
    'c-g1',
    'u-hue',
    'u-pn',
    until('2023-10-20', '2023-08-01'),
    'Tọa đàm với doanh nghiệp và chợ truyền thống',
    'Hold talks with enterprises and markets',
    'Biên bản tọa đàm',
    'people',
  ],
  [
    'C03',
    'c-g2',
    'u-hue-tayloc',
    '',
    until('2023-11-30', '2023-05-01'),
    'Mở địa chỉ tin cậy tại phường',
    'Open a safe address in the ward',
    'Địa chỉ tin cậy',
  ],
];
