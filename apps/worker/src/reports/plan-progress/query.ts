import { z } from 'zod';

/** The plan, its sections, and the moment of which the answer speaks. */
export const planQuestion = /* GraphQL */ `
  query PlanProgressPlan($planId: ID!) {
    moment { asOf position today }
    plan(id: $planId) {
      id title titleEnglish year number issuedOn illustrative
      issuingUnit { ...UnitInPlace }
      draftingUnit { ...UnitInPlace }
      sections { id parentId kind mark title titleEnglish }
    }
  }
  fragment UnitInPlace on Unit { ...UnitName parent { ...UnitName parent { ...UnitName } } }
  fragment UnitName on Unit { id kind name nameEnglish shortName }
`;

/** One page of the plan's tasks with what the report tells of each. */
export const tasksQuestion = /* GraphQL */ `
  query PlanProgressTasks($planId: ID!, $first: Int!, $after: String) {
    tasks(
      filter: { planId: $planId, withChildren: true }
      sort: { field: CODE, direction: ASCENDING }
      first: $first
      after: $after
    ) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges {
        node {
          id sectionId code title titleEnglish illustrative dueOn daysLeft status submitted submittedOn submissionSummary percent
          assignment declineReason returnReason cancelReason
          parent { id }
          schedule { kind dueOn periods { id label endsOn } }
          leadUnit { shortName name nameEnglish }
          coordinations { state unit { shortName name nameEnglish } }
          changes { proposal proposedDueOn reason state answer }
          checkIns { text superseded }
          countsPeople people { female male }
        }
      }
    }
  }
`;

export const TASK_STATUSES = [
  'DONE_ON_TIME',
  'DONE_LATE',
  'IN_PROGRESS',
  'NOT_DUE',
  'OVERDUE',
  'CANCELLED',
] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

const unitName = z.object({ name: z.string(), nameEnglish: z.string().nullable(), shortName: z.string() });
const placedUnit = unitName.extend({
  id: z.string(),
  kind: z.string(),
  get parent() {
    return placedUnit.nullish();
  },
});

export const planAnswer = z.object({
  moment: z.object({ asOf: z.string().nullable(), position: z.string(), today: z.iso.date() }),
  plan: z
    .object({
      id: z.string(),
      title: z.string(),
      titleEnglish: z.string().nullable(),
      year: z.int(),
      number: z.string().nullable(),
      issuedOn: z.iso.date().nullable(),
      illustrative: z.boolean(),
      issuingUnit: placedUnit,
      draftingUnit: placedUnit,
      sections: z.array(
        z.object({
          id: z.string(),
          parentId: z.string().nullable(),
          kind: z.string(),
          mark: z.string(),
          title: z.string(),
          titleEnglish: z.string().nullable(),
        }),
      ),
    })
    .nullable(),
});

const task = z.object({
  id: z.string(),
  sectionId: z.string().nullable(),
  code: z.string(),
  title: z.string(),
  titleEnglish: z.string().nullable(),
  illustrative: z.boolean(),
  dueOn: z.iso.date().nullable(),
  daysLeft: z.int().nullable(),
  status: z.enum(TASK_STATUSES),
  submitted: z.boolean(),
  submittedOn: z.iso.date().nullable(),
  submissionSummary: z.string().nullable(),
  percent: z.int(),
  assignment: z.string(),
  declineReason: z.string().nullable(),
  returnReason: z.string().nullable(),
  cancelReason: z.string().nullable(),
  parent: z.object({ id: z.string() }).nullable(),
  schedule: z.object({
    kind: z.string(),
    dueOn: z.iso.date().nullable(),
    periods: z.array(z.object({ id: z.string(), label: z.string(), endsOn: z.iso.date() })),
  }),
  leadUnit: unitName.nullable(),
  coordinations: z.array(z.object({ state: z.string(), unit: unitName })),
  changes: z.array(
    z.object({
      proposal: z.string(),
      proposedDueOn: z.iso.date().nullable(),
      reason: z.string(),
      state: z.string(),
      answer: z.string().nullable(),
    }),
  ),
  checkIns: z.array(z.object({ text: z.string(), superseded: z.boolean() })),
  countsPeople: z.boolean(),
  people: z.object({ female: z.int(), male: z.int() }).nullable(),
});

export const tasksAnswer = z.object({
  tasks: z.object({
    totalCount: z.int(),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    edges: z.array(z.object({ node: task })),
  }),
});

export type PlanAnswer = z.output<typeof planAnswer>;
export type PlanData = NonNullable<PlanAnswer['plan']>;
export type SectionData = PlanData['sections'][number];
export type TaskData = z.output<typeof task>;
export type UnitData = z.output<typeof unitName>;
/** A unit with what stands above it, as far up as a place is looked for. */
export type PlacedUnit = z.output<typeof placedUnit>;
