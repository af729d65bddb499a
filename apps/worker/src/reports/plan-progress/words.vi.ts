import { percentOf, shortDate } from './calendar.ts';
import { planSlug } from './file-name.ts';
import type { PlanNames, PlanProgressWords } from './words.ts';

export const vietnamese: PlanProgressWords = {
  locale: 'vi',
  nation: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  motto: 'Độc lập - Tự do - Hạnh phúc',
  number: 'Số:        /BC',
  report: 'BÁO CÁO',
  subject: (plan) => `Tiến độ thực hiện ${called(plan)}${about(plan)}`,
  placeAndDate: (place, day) => `${place ?? '..........'}, ${day}`,
  opening: (plan, moment) =>
    `Thực hiện ${called(plan)}, ${plan.drafter} báo cáo tình hình tính đến ${moment} như sau:`,
  moment: (time, day) => `${time} phút, ${day}`,
  headings: {
    standing: 'I. TÌNH HÌNH CHUNG',
    groups: 'II. TIẾN ĐỘ THEO NHÓM NHIỆM VỤ',
    overdue: 'III. NHIỆM VỤ QUÁ HẠN',
    explanations: 'IV. GIẢI TRÌNH, ĐỀ NGHỊ CỦA CÁC ĐƠN VỊ',
    coordination: 'V. CÔNG TÁC PHỐI HỢP',
    attendances: 'VI. SỐ LƯỢT NGƯỜI THAM GIA THEO GIỚI TÍNH',
    annex: 'PHỤ LỤC: TIẾN ĐỘ TỪNG NHIỆM VỤ',
  },
  standing: (taskCount, percent) =>
    `Kế hoạch có ${taskCount} nhiệm vụ; tiến độ bình quân đạt ${percentOf(percent)}. Trong đó:`,
  ofStatus: (status, tasks, share) =>
    `${vietnamese.statuses[status]}: ${tasks} nhiệm vụ (${percentOf(share)})`,
  submitted: (tasks) => `Đã báo cáo hoàn thành, đang chờ xác nhận: ${tasks} nhiệm vụ.`,
  statuses: {
    DONE_ON_TIME: 'Hoàn thành đúng hạn',
    DONE_LATE: 'Hoàn thành muộn',
    IN_PROGRESS: 'Đang thực hiện',
    NOT_DUE: 'Chưa đến hạn',
    OVERDUE: 'Quá hạn',
    CANCELLED: 'Đã hủy',
  },
  chartTitle: 'Số nhiệm vụ theo tình trạng và nhóm',
  chartCaption: 'Hình 1. Số nhiệm vụ theo tình trạng, từng nhóm nhiệm vụ',
  columns: {
    code: 'Mã',
    group: 'Nhóm nhiệm vụ',
    tasks: 'Số nhiệm vụ',
    done: 'Hoàn thành',
    overdue: 'Quá hạn',
    percent: 'Tiến độ (%)',
    task: 'Nhiệm vụ',
    lead: 'Chủ trì',
    coordinating: 'Phối hợp',
    due: 'Thời hạn',
    status: 'Tình trạng',
    note: 'Kết quả, ghi chú',
    daysLate: 'Quá hạn (ngày)',
    female: 'Nữ (lượt)',
    male: 'Nam (lượt)',
    attendances: 'Tổng số (lượt)',
    shareOfWomen: 'Tỷ lệ nữ (%)',
    noFigure: 'Chưa báo số liệu (nhiệm vụ)',
  },
  noSection: 'Nhiệm vụ khác',
  nothingOverdue: 'Không có nhiệm vụ quá hạn.',
  overdueIntro: (tasks) => `Có ${tasks} nhiệm vụ quá hạn, xếp từ quá hạn lâu nhất:`,
  nothingExplained: 'Không có giải trình, đề nghị.',
  leadUnit: 'Đơn vị chủ trì',
  explained: {
    CHANGE: 'đề nghị điều chỉnh',
    DECLINED: 'từ chối tiếp nhận',
    RETURNED: 'bị trả lại để bổ sung',
  },
  cancelledIntro: 'Nhiệm vụ do đơn vị lập kế hoạch hủy và lý do:',
  changeState: (state, answer) => {
    const told =
      {
        OPEN: 'chưa trả lời',
        GRANTED: 'đã chấp thuận',
        REFUSED: 'không chấp thuận',
        WITHDRAWN: 'đơn vị đã rút',
        LAPSED: 'hết hiệu lực',
      }[state] ?? state;
    return answer === null ? ` (${told})` : ` (${told}: ${answer})`;
  },
  coordination: (total, unanswered, declined) =>
    `Có ${total} lượt phối hợp giữa các đơn vị; ${unanswered} lượt chưa được trả lời; ${declined} lượt bị từ chối.`,
  attendances: ({ all, female, male, share }) =>
    `Các báo cáo tiến độ ghi nhận ${all} lượt người tham gia: ${female} lượt nữ, ${male} lượt nam; tỷ lệ nữ đạt ${percentOf(share)}. Tính theo lượt tham dự, không phải số người riêng biệt.`,
  nobodyCounted:
    'Chưa ghi nhận lượt người tham gia nào. Tính theo lượt tham dự, không phải số người riêng biệt.',
  noFigure: (tasks) => `Có ${tasks} nhiệm vụ cần đếm người tham gia nhưng chưa báo số liệu.`,
  total: 'Tổng cộng',
  split: 'Giao cho nhiều đơn vị',
  submittedNote: 'Đã báo cáo hoàn thành.',
  allYear: 'Cả năm',
  recipientsLabel: 'Nơi nhận:',
  recipients: (superior) => [
    ...(superior === null ? [] : [`${superior} (để báo cáo);`]),
    'Các đơn vị chủ trì, phối hợp;',
    'Lưu: VT.',
  ],
  unsigned: '(Chưa ký; người có thẩm quyền ký khi phát hành)',
  illustrative:
    'DỮ LIỆU MINH HỌA: số liệu, phân công và người được dựng để minh họa, không phải dữ liệu thật.',
  provenance: ({ moment, position, template }) =>
    `Song Hành lập theo dữ liệu đến ${moment}; vị trí ${position} trong nhật ký; mẫu ${template}.`,
  fileName: (plan, day) => `bao-cao-tien-do-${planSlug(plan, 'ke-hoach')}-${day}.docx`,
};

/** "Kế hoạch số 25/KH-UBND ngày 03/02/2023 của UBND tỉnh", as documents cite each other; without what is not known. */
function called({ number, issuedOn, issuer }: PlanNames): string {
  const numbered = number === null ? '' : ` số ${number}`;
  const dated = issuedOn === null ? '' : ` ngày ${shortDate(issuedOn, 'vi')}`;
  return `Kế hoạch${numbered}${dated} của ${issuer}`;
}

/** What the plan is about: its title, whose first words say once more that it is a plan. */
function about({ title }: PlanNames): string {
  return ` về ${title.replace(/^kế hoạch (?:về )?/iu, '')}`;
}
