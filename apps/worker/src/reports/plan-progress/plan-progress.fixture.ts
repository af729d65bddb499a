import type { TaskData } from './query.ts';
import type { PlanProgressData } from './read.ts';

const committee = {
  id: 'tth',
  kind: 'PROVINCE',
  name: 'UBND tỉnh Thừa Thiên Huế',
  nameEnglish: "People's Committee of Thua Thien Hue Province",
  shortName: 'UBND tỉnh',
  parent: null,
};
const labour = {
  id: 'u-ld',
  kind: 'DEPARTMENT',
  name: 'Sở Lao động - Thương binh và Xã hội',
  nameEnglish: 'Department of Labour, Invalids and Social Affairs',
  shortName: 'Sở LĐTBXH',
  parent: committee,
};
const health = { name: 'Sở Y tế', nameEnglish: 'Department of Health', shortName: 'Sở Y tế' };
const union = { name: 'Hội LHPN tỉnh', nameEnglish: "Women's Union", shortName: 'Hội LHPN' };

const blank: TaskData = {
  id: 't0',
  sectionId: 's1',
  code: 'I.1',
  title: 'Rà soát cán bộ nữ trong diện quy hoạch',
  titleEnglish: 'Review women in the planning of cadres',
  illustrative: true,
  dueOn: '2023-11-30',
  daysLeft: 59,
  status: 'IN_PROGRESS',
  submitted: false,
  submittedOn: null,
  submissionSummary: null,
  percent: 40,
  assignment: 'ACKNOWLEDGED',
  declineReason: null,
  returnReason: null,
  cancelReason: null,
  parent: null,
  schedule: { kind: 'DUE_DATE', dueOn: '2023-11-30', periods: [] },
  leadUnit: labour,
  coordinations: [],
  changes: [],
  checkIns: [],
  countsPeople: false,
  people: null,
};

export function taskData(fields: Partial<TaskData> & { readonly id: string }): TaskData {
  return { ...blank, ...fields };
}

/** A small plan with a task in each state that the report tells apart. */
export const smallPlan: PlanProgressData = {
  moment: { asOf: '2023-09-30T10:05:00.000Z', position: '123456', today: '2023-10-02' },
  plan: {
    id: 'kh-25-2023',
    title: 'Kế hoạch truyền thông về bình đẳng giới năm 2023',
    titleEnglish: 'Plan for communication on gender equality, 2023',
    year: 2023,
    number: '25/KH-UBND',
    issuedOn: '2023-02-03',
    illustrative: false,
    issuingUnit: committee,
    draftingUnit: labour,
    sections: [
      {
        id: 's1',
        parentId: null,
        kind: 'TASK_GROUP',
        mark: 'I',
        title: 'Công tác cán bộ nữ',
        titleEnglish: 'Women in office',
      },
      {
        id: 's2',
        parentId: null,
        kind: 'TASK_GROUP',
        mark: 'II',
        title: 'Truyền thông',
        titleEnglish: 'Communication',
      },
      {
        id: 's3',
        parentId: null,
        kind: 'TASK_GROUP',
        mark: 'III',
        title: 'Không có nhiệm vụ',
        titleEnglish: null,
      },
    ],
  },
  tasks: [
    taskData({
      id: 't1',
      code: 'A01',
      coordinations: [
        { state: 'ACCEPTED', unit: union },
        { state: 'AWAITING_ANSWER', unit: health },
        { state: 'DECLINED', unit: health },
      ],
      checkIns: [
        { text: 'Đã gửi công văn <khẩn> & hướng dẫn', superseded: false },
        { text: 'Bản đã sửa', superseded: true },
      ],
    }),
    taskData({
      id: 't2',
      code: 'A02',
      title: 'Tập huấn kỹ năng lãnh đạo cho cán bộ nữ',
      titleEnglish: null,
      leadUnit: health,
      status: 'OVERDUE',
      dueOn: '2023-08-31',
      daysLeft: -32,
      percent: 60,
      changes: [
        {
          proposal: 'DUE_DATE',
          proposedDueOn: '2023-10-31',
          reason: 'Chờ giảng viên',
          state: 'REFUSED',
          answer: 'Không phù hợp tiến độ chung',
        },
      ],
    }),
    taskData({
      id: 't3',
      code: 'B01',
      sectionId: 's2',
      status: 'OVERDUE',
      dueOn: '2023-07-31',
      daysLeft: -63,
      percent: 0,
    }),
    taskData({
      id: 't4',
      code: 'B02',
      sectionId: 's2',
      title: 'Chiến dịch truyền thông tại các huyện',
      assignment: 'SPLIT',
      leadUnit: null,
      percent: 50,
    }),
    taskData({
      id: 't4.a',
      code: 'B02.1',
      sectionId: 's2',
      parent: { id: 't4' },
      status: 'DONE_ON_TIME',
      percent: 100,
    }),
    taskData({
      id: 't4.b',
      code: 'B02.2',
      sectionId: 's2',
      parent: { id: 't4' },
      status: 'NOT_DUE',
      percent: 0,
      dueOn: null,
    }),
    taskData({
      id: 't5',
      code: 'C01',
      sectionId: null,
      status: 'CANCELLED',
      cancelReason: 'Trùng việc',
      percent: 0,
    }),
    taskData({ id: 't6', code: 'B03', sectionId: 's2', submitted: true, percent: 100 }),
  ],
};
