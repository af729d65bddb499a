import type { Actor } from '@songhanh/domain/kernel';
import type { SampleSchedule } from './annex-row.ts';

/** What happens on a task besides the ordinary course; days are YYYY-MM-DD. */
export interface Twist {
  /** The lead answers its assignment only on that day. */
  readonly answeredOn?: string;
  /** The lead never submits: the task falls overdue. */
  readonly neverSubmitted?: true;
  readonly submittedOn?: string;
  /** Waits for its confirmation when the sample world ends. */
  readonly unconfirmed?: true;
  readonly returned?: { readonly on: string; readonly reason: string; readonly againOn: string };
  readonly declined?: {
    readonly on: string;
    readonly reason: string;
    readonly newLead: string;
    readonly newCoordinators: readonly string[];
  };
  readonly change?: {
    readonly askedOn: string;
    readonly dueOn: string;
    readonly proposal: string;
    readonly reason: string;
    readonly grantedOn: string;
  };
  /** Check-in periods left without a check-in. */
  readonly missedPeriods?: readonly string[];
  readonly cancelled?: { readonly on: string; readonly reason: string };
  readonly invites?: readonly {
    readonly on: string;
    readonly unitId: string;
    readonly scope: string;
    readonly dueOn: string;
  }[];
  readonly proposals?: readonly {
    readonly unitId: string;
    readonly proposedOn: string;
    readonly scope: string;
    readonly reason: string;
    readonly grantedOn: string;
  }[];
  /** Coordinating units that never answer. */
  readonly silent?: readonly string[];
}

/** The arcs of the script, by the code of the task, or by code and unit for one child of a split task. */
export const twists: Readonly<Record<string, Twist>> = {
  A05: {
    submittedOn: '2023-06-28',
    returned: {
      on: '2023-07-03',
      reason: 'Hồ sơ chưa có ý kiến của Cục Thống kê về số liệu lao động nữ; đề nghị bổ sung rồi trình lại.',
      againOn: '2023-07-12',
    },
  },
  A07: { neverSubmitted: true },
  A08: { submittedOn: '2023-09-12' },
  A11: {
    missedPeriods: ['m08'],
    proposals: [
      {
        unitId: 'u-yt',
        proposedOn: '2023-02-10',
        scope:
          'Bố trí nhân viên y tế tư vấn theo lịch hẹn tại 9 trung tâm y tế thay cho trực thường xuyên tại điểm dịch vụ.',
        reason: 'Nhân lực của các trung tâm y tế không đủ để trực thường xuyên.',
        grantedOn: '2023-02-16',
      },
    ],
  },
  A16: {
    invites: [
      {
        on: '2023-09-20',
        unitId: 'u-dl',
        scope: 'Giới thiệu Tháng hành động tại các điểm du lịch.',
        dueOn: '2023-10-10',
      },
      { on: '2023-09-21', unitId: 'u-ccb', scope: 'Cử hội viên tham gia lễ phát động.', dueOn: '2023-10-10' },
    ],
  },
  A23: { answeredOn: '2023-10-04' },
  A24: { neverSubmitted: true },
  'A04.u-gtvt': { neverSubmitted: true },
  'A04.u-xd': { submittedOn: '2023-04-06' },
  'A04.u-dl': {
    submittedOn: '2023-04-11',
    returned: {
      on: '2023-04-13',
      reason: 'Phụ lục chỉ tiêu về giới chưa có số liệu nền năm 2022; đề nghị bổ sung.',
      againOn: '2023-04-18',
    },
  },
  B05: {
    invites: [
      {
        on: '2023-09-22',
        unitId: 'u-dtn',
        scope: 'Vận động đoàn viên dự thi và chia sẻ clip.',
        dueOn: '2023-10-05',
      },
    ],
  },
  'B03.u-namdong': { missedPeriods: ['q2'] },
  B10: { silent: ['u-nd'] },
  B11: {
    declined: {
      on: '2023-02-14',
      reason:
        'Kế hoạch năm của Liên đoàn Lao động đã giao đủ; đề nghị Ban Quản lý Khu kinh tế, công nghiệp chủ trì, Liên đoàn phối hợp.',
      newLead: 'u-bql',
      newCoordinators: ['u-ldl', 'u-ld'],
    },
  },
  B12: { neverSubmitted: true },
  B15: {
    change: {
      askedOn: '2023-08-10',
      dueOn: '2023-09-30',
      proposal: 'Lùi lớp thứ hai sang tháng 9.',
      reason: 'Giảng viên trùng lịch tập huấn của Bộ trong tháng 8.',
      grantedOn: '2023-08-14',
    },
    submittedOn: '2023-09-27',
    unconfirmed: true,
  },
  B16: { answeredOn: '2023-10-05' },
  C03: {
    cancelled: { on: '2023-07-14', reason: 'Phường lồng ghép vào mô hình của tỉnh theo nhiệm vụ A15.' },
  },
};

/** One task with one lead, as its life is played. */
export interface Life {
  readonly taskId: string;
  readonly code: string;
  readonly leadUnitId: string;
  readonly lead: Actor;
  readonly planner: Actor;
  readonly confirmer: Actor;
  readonly assignedOn: string;
  readonly schedule: SampleSchedule;
  readonly countsPeople: boolean;
  readonly deliverableId: string;
  readonly coordinators: readonly string[];
  readonly twist: Twist;
}

export const requestedKinds: readonly string[] = ['PARTY_BODY', 'MASS_ORGANISATION'];
