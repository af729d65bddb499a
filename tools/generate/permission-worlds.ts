import type { DomainEvent, Facts } from '@songhanh/domain/kernel';

/** Somebody whose rights in a world are of interest: what they are called on the page, and where they stand. */
export interface Person {
  readonly name: string;
  readonly unitId: string;
  readonly userId?: string;
}

/** A small world in which every policy of one noun is asked about everybody. */
export interface World {
  readonly people: readonly Person[];
  readonly history: readonly DomainEvent[];
  /** Whatever the noun's policies read of their commands. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly facts: Facts;
}

const planKeepers = { issuingUnitId: 'issuing', draftingUnitId: 'drafting' };
const planFacts = { status: 'ISSUED', issuedOn: '2023-01-31', ...planKeepers, sectionIds: [] };
const issuing: Person = { name: 'issuing unit', unitId: 'issuing' };
const drafting: Person = { name: 'drafting unit', unitId: 'drafting' };
const lead: Person = { name: 'lead', unitId: 'lead' };
const invited: Person = { name: 'invited unit', unitId: 'invited' };
const other: Person = { name: 'another unit', unitId: 'other' };

const planDrafted: DomainEvent = {
  type: 'PlanDrafted',
  data: {
    planId: 'p',
    title: 'Kế hoạch',
    titleEnglish: null,
    year: 2023,
    ...planKeepers,
    parentPlanIds: [],
    siblingPlanIds: [],
    illustrative: true,
  },
};

const taskAdded: DomainEvent = {
  type: 'TaskAdded',
  data: {
    taskId: 't',
    planId: 'p',
    sectionId: null,
    parentTaskId: null,
    code: 'A01',
    title: 'Nhiệm vụ',
    titleEnglish: null,
    schedule: { kind: 'DUE_DATE', startsOn: null, dueOn: '2023-09-30' },
    deliverables: [],
    countsPeople: false,
    illustrative: true,
  },
};

function taskAssigned(leadUnitId: string): DomainEvent {
  return {
    type: 'TaskAssigned',
    data: {
      taskId: 't',
      planId: 'p',
      lead: { unitId: leadUnitId, mode: 'ORDER' },
      coordinators: [{ unitId: 'coordinating', mode: 'ORDER' }],
      coordinationScope: null,
      dueOn: '2023-09-30',
      releasedUnitIds: [],
    },
  };
}

const evidenceAttached: DomainEvent = {
  type: 'EvidenceAttached',
  data: {
    taskId: 't',
    evidenceId: 'e',
    deliverableId: null,
    sha256: '0'.repeat(64),
    fileName: 'bao-cao.pdf',
    mediaType: 'application/pdf',
    size: 1,
    unitId: 'coordinating',
  },
};

const coordinationOpened: DomainEvent = {
  type: 'CoordinationOpened',
  data: {
    coordinationId: 't.coordinating',
    taskId: 't',
    planId: 'p',
    leadUnitId: 'lead',
    unitId: 'coordinating',
    mode: 'ORDER',
    origin: 'ASSIGNMENT',
    scope: null,
    dueOn: null,
  },
};

const taskInput = { taskId: 't', planId: 'p', evidenceId: 'e' };
const factsOfPlan: Facts = { 'plan-p': planFacts };

/** What the names on the page mean, where they do not say it themselves. */
export const legends: Readonly<Record<string, string>> = {
  task: 'The issuing and the drafting unit are those of the plan. The coordinating unit is the one that attached the evidence; the invited unit was asked by the lead and did not decline. A keeper that leads itself is a drafting unit that is also the lead: it neither confirms nor grants more time to its own work.',
};

/** By noun. One that is not here has policies that look at the role alone. */
export const worlds: Readonly<Record<string, readonly World[]>> = {
  account: [
    {
      people: [
        { name: 'the person', unitId: 'other', userId: 'person' },
        { name: 'anybody else', unitId: 'other' },
      ],
      history: [],
      input: { accountId: 'person' },
      facts: {},
    },
  ],
  plan: [
    {
      people: [issuing, drafting, other],
      history: [planDrafted],
      input: { planId: 'p', ...planKeepers },
      facts: {},
    },
  ],
  task: [
    {
      people: [
        issuing,
        drafting,
        lead,
        { name: 'coordinating unit', unitId: 'coordinating' },
        invited,
        other,
      ],
      history: [taskAdded, taskAssigned('lead'), evidenceAttached],
      input: taskInput,
      facts: { ...factsOfPlan, 'coordination-t.invited': { status: 'ACCEPTED' } },
    },
    {
      people: [{ name: 'keeper that leads itself', unitId: 'drafting' }],
      history: [taskAdded, taskAssigned('drafting'), evidenceAttached],
      input: taskInput,
      facts: factsOfPlan,
    },
  ],
  coordination: [
    {
      people: [lead, { name: 'coordinating unit', unitId: 'coordinating' }, other],
      history: [coordinationOpened],
      input: { taskId: 't' },
      facts: { 'task-t': { taskId: 't', planId: 'p', leadUnitId: 'lead' } },
    },
  ],
};
