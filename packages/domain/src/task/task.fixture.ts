import type { Facts } from '../kernel/index.ts';
import type { Schedule, TaskCommand, TaskEvent } from './index.ts';

// A task of the plan `p`, led by the labour department, with health (ordered) and the women's union
// (requested) beside it, as the scenarios of this noun need it. The plan was issued on 2023-01-19.

export const unitInBeing = { kind: 'UNIT', since: '2016-01-01', lastDay: null, requestOnly: false };
export const planIssued = {
  status: 'ISSUED',
  issuedOn: '2023-01-19',
  issuingUnitId: 'ubnd',
  draftingUnitId: 'unit-planner',
  sectionIds: ['s1', 's2'],
};
export const facts: Facts = {
  'plan-p': planIssued,
  'organisation-labour': unitInBeing,
  'organisation-health': unitInBeing,
  'organisation-culture': unitInBeing,
  'organisation-women': { ...unitInBeing, requestOnly: true },
  'organisation-districts': {
    kind: 'GROUP',
    memberships: [
      { since: '2020-01-01', memberUnitIds: ['labour', 'health'] },
      { since: '2023-01-20', memberUnitIds: ['culture'] },
    ],
  },
};

const by = (role: 'PLANNER' | 'OFFICER', unitId: string) => ({ actor: { role, unitId }, facts });
export const planner = by('PLANNER', 'unit-planner');
export const labour = by('OFFICER', 'labour');
export const health = by('OFFICER', 'health');
export const women = by('OFFICER', 'women');

const taskId = 't';
export const dueDate = { kind: 'DUE_DATE', startsOn: '2023-02-01', dueOn: '2023-06-30' } as const;
export const quarters = [
  { periodId: 'q1', label: 'Quý I', startsOn: '2023-01-01', endsOn: '2023-03-31' },
  { periodId: 'q2', label: 'Quý II', startsOn: '2023-04-01', endsOn: '2023-06-30' },
];
const order = (unitId: string) => ({ unitId, mode: 'ORDER' as const });
const request = (unitId: string) => ({ unitId, mode: 'REQUEST' as const });
const sha256 = 'a'.repeat(64);

type Data<Type extends TaskEvent['type']> = Extract<TaskEvent, { type: Type }>['data'];

export const details = {
  taskId,
  sectionId: 's1',
  title: 'Bồi dưỡng cán bộ',
  titleEnglish: null,
  schedule: dueDate as Schedule,
  deliverables: [{ deliverableId: 'd1', title: 'Báo cáo kết quả' }],
};
export const added = (change: Partial<Data<'TaskAdded'>> = {}) => ({
  type: 'TaskAdded' as const,
  data: {
    ...details,
    planId: 'p',
    parentTaskId: null,
    code: 'A05',
    countsPeople: false,
    illustrative: true,
    ...change,
  },
});
export const assigned = (change: Partial<Data<'TaskAssigned'>> = {}) => ({
  type: 'TaskAssigned' as const,
  data: {
    taskId,
    planId: 'p',
    lead: order('labour'),
    coordinators: [order('health'), request('women')],
    coordinationScope: null,
    dueOn: '2023-06-30',
    releasedUnitIds: [],
    ...change,
  },
});
export const toWomen = assigned({ lead: request('women'), coordinators: [order('health')] });
export const split = {
  type: 'TaskSplit' as const,
  data: {
    ...details,
    planId: 'p',
    groupId: 'districts',
    children: [
      { taskId: 't.labour', code: 'A05.1', lead: order('labour') },
      { taskId: 't.health', code: 'A05.2', lead: order('health') },
    ],
    coordinators: [order('health'), request('women')],
    coordinationScope: null,
    countsPeople: false,
    illustrative: true,
    releasedUnitIds: [] as string[],
  },
};
export const acknowledged: TaskEvent = { type: 'TaskAcknowledged', data: { taskId } };
export const accepted: TaskEvent = { type: 'TaskRequestAccepted', data: { taskId } };
export const declined = {
  type: 'TaskRequestDeclined' as const,
  data: { taskId, reason: 'Kế hoạch năm đã giao đủ' },
};
export const changeRequested = {
  type: 'TaskChangeRequested' as const,
  data: {
    taskId,
    changeId: 'c1',
    proposedDueOn: '2023-09-30',
    proposal: 'Lùi sang tháng 9',
    reason: 'Trùng lịch',
  },
};
export const changeGranted = {
  type: 'TaskChangeGranted' as const,
  data: {
    taskId,
    changeId: 'c1',
    schedule: { ...dueDate, dueOn: '2023-09-30' },
    note: null,
    dueMoved: { from: dueDate.dueOn, to: '2023-09-30', coordinatingUnitIds: ['health', 'women'] },
  },
};
export const changeRefused = {
  type: 'TaskChangeRefused' as const,
  data: { taskId, changeId: 'c1', reason: 'Phải xong trong tháng 6' },
};
export const changeWithdrawn = {
  type: 'TaskChangeWithdrawn' as const,
  data: { taskId, changeId: 'c1' },
};
export const checkedIn = {
  type: 'CheckInRecorded' as const,
  data: { taskId, checkInId: 'i1', periodId: null, percent: 40, text: 'Đúng tiến độ', people: null },
};
export const attached = (change: Partial<Data<'EvidenceAttached'>> = {}) => ({
  type: 'EvidenceAttached' as const,
  data: {
    taskId,
    evidenceId: 'e1',
    deliverableId: 'd1',
    sha256,
    fileName: 'bao-cao.pdf',
    mediaType: 'application/pdf',
    size: 4096,
    unitId: 'labour',
    ...change,
  },
});
export const evidenceWithdrawn = {
  type: 'EvidenceWithdrawn' as const,
  data: { taskId, evidenceId: 'e1', reason: 'Nhầm tệp' },
};
export const submitted = {
  type: 'TaskSubmitted' as const,
  data: { taskId, submittedOn: '2023-03-01', summary: 'Đã hoàn thành' },
};
export const confirmed = {
  type: 'TaskConfirmed' as const,
  data: { taskId, confirmedOn: '2023-03-01', note: null },
};
export const returned = { type: 'TaskReturned' as const, data: { taskId, reason: 'Thiếu số liệu nữ' } };
export const cancelled = {
  type: 'TaskCancelled' as const,
  data: {
    taskId,
    reason: 'Lồng ghép vào A15',
    releasedUnitIds: ['health', 'women'],
    childTaskIds: [] as string[],
  },
};

type Input<Name extends TaskCommand['name']> = Extract<TaskCommand, { name: Name }>['input'];

export const addTask = (change: Partial<Input<'AddTask'>> = {}): TaskCommand => ({
  name: 'AddTask',
  input: {
    ...details,
    planId: 'p',
    code: 'A05',
    schedule: { startsOn: '2023-02-01', dueOn: '2023-06-30' },
    countsPeople: false,
    illustrative: true,
    ...change,
  },
});
export const changeDetails = (change: Partial<Input<'ChangeTaskDetails'>> = {}): TaskCommand => ({
  name: 'ChangeTaskDetails',
  input: { ...details, schedule: { startsOn: '2023-02-01', dueOn: '2023-06-30' }, ...change },
});
export const assign = (change: Partial<Input<'AssignTask'>> = {}): TaskCommand => ({
  name: 'AssignTask',
  input: {
    taskId,
    leadUnitId: 'labour',
    coordinatingUnitIds: ['health', 'women'],
    coordinatingGroupIds: [],
    ...change,
  },
});
export const assignGroup = (change: Partial<Input<'AssignTask'>> = {}): TaskCommand =>
  assign({ leadUnitId: null, leadGroupId: 'districts', ...change });
export const acknowledge: TaskCommand = { name: 'AcknowledgeTask', input: { taskId } };
export const accept: TaskCommand = { name: 'AcceptTaskRequest', input: { taskId } };
export const decline: TaskCommand = { name: 'DeclineTaskRequest', input: declined.data };
export const requestChange = (change: Partial<Input<'RequestTaskChange'>> = {}): TaskCommand => ({
  name: 'RequestTaskChange',
  input: { ...changeRequested.data, ...change },
});
export const grantChange = (change: Partial<Input<'GrantTaskChange'>> = {}): TaskCommand => ({
  name: 'GrantTaskChange',
  input: { taskId, changeId: 'c1', ...change },
});
export const refuseChange = (changeId = 'c1'): TaskCommand => ({
  name: 'RefuseTaskChange',
  input: { ...changeRefused.data, changeId },
});
export const withdrawChange = (changeId = 'c1'): TaskCommand => ({
  name: 'WithdrawTaskChange',
  input: { taskId, changeId },
});
export const checkIn = (change: Partial<Input<'CheckIn'>> = {}): TaskCommand => ({
  name: 'CheckIn',
  input: { ...checkedIn.data, ...change },
});
export const attach = (change: Partial<Input<'AttachEvidence'>> = {}): TaskCommand => {
  const { unitId: _, ...file } = attached().data;
  return { name: 'AttachEvidence', input: { ...file, ...change } };
};
export const withdrawEvidence: TaskCommand = { name: 'WithdrawEvidence', input: evidenceWithdrawn.data };
export const submit: TaskCommand = { name: 'SubmitTask', input: { taskId, summary: 'Đã hoàn thành' } };
export const confirm: TaskCommand = { name: 'ConfirmTask', input: { taskId } };
export const returnTask: TaskCommand = { name: 'ReturnTask', input: returned.data };
export const cancel: TaskCommand = { name: 'CancelTask', input: { taskId, reason: 'Lồng ghép vào A15' } };

export const ofThePlanner = [
  changeDetails(),
  assign(),
  grantChange(),
  refuseChange(),
  confirm,
  returnTask,
  cancel,
];
export const ofTheLead = [acknowledge, accept, decline, requestChange(), withdrawChange(), checkIn(), submit];

/** An order that nobody has answered yet. */
export const ordered = [added(), assigned()];
/** Work that is over, by the refusal that tells it. */
export const ended: readonly [string, TaskEvent[]][] = [
  ['TASK_SUBMITTED', [...ordered, acknowledged, submitted]],
  ['TASK_CONFIRMED', [...ordered, acknowledged, submitted, confirmed]],
  ['TASK_CANCELLED', [...ordered, cancelled]],
  ['TASK_REQUEST_DECLINED', [added(), toWomen, declined]],
];
/** Who leads the work that is over. */
export const leadOf = (refused: string) => (refused === 'TASK_REQUEST_DECLINED' ? women : labour);
