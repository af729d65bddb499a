import type { Projection } from '@songhanh/domain/kernel';
import type { OrganisationEvent } from '@songhanh/domain/organisation';
import type { PlanEvent } from '@songhanh/domain/plan';
import { handlers } from '../../platform/projector/handlers.ts';
import { defineReadModel } from '../../platform/projector/read-model.ts';
import { sortKey } from '../../platform/text/vietnamese.ts';
import { type TaskPlanRow, type TaskUnitRow, taskPlanTable, taskUnitTable } from './task.tables.ts';

// What lists of tasks need of other nouns, copied from their events.

const taskPlanProjection: Projection<TaskPlanRow> = {
  name: 'taskPlan',
  version: 2,
  ignores: ['PlanSectionChanged', 'PlanIssueCorrected', 'PlanAmended', 'PlanClosed', 'PlanWithdrawn'],
  on: handlers<PlanEvent, TaskPlanRow>(({ planId }) => planId, {
    PlanDrafted: (_row, { planId, issuingUnitId, draftingUnitId }) => ({
      id: planId,
      issued: false,
      issuingUnitId,
      draftingUnitId,
      sections: [],
    }),
    PlanHeadingChanged: (row, { issuingUnitId, draftingUnitId }) =>
      row && { ...row, issuingUnitId, draftingUnitId },
    PlanSectionAdded: (row, { sectionId, parentSectionId }) =>
      row && { ...row, sections: [...row.sections, { sectionId, parentSectionId }] },
    PlanIssued: (row) => row && { ...row, issued: true },
  }),
};

const taskUnitProjection: Projection<TaskUnitRow> = {
  name: 'taskUnit',
  version: 1,
  ignores: ['UnitDissolved', 'UnitGroupDefined', 'UnitGroupChanged'],
  on: handlers<OrganisationEvent, TaskUnitRow>((data) => ('unitId' in data ? data.unitId : data.groupId), {
    UnitEstablished: (_row, { unitId, shortName }) => ({ id: unitId, sortKey: sortKey(shortName) }),
    UnitRenamed: (row, { shortName }) => row && { ...row, sortKey: sortKey(shortName) },
  }),
};

export const taskPlanReadModel = defineReadModel({ projection: taskPlanProjection, table: taskPlanTable });
export const taskUnitReadModel = defineReadModel({ projection: taskUnitProjection, table: taskUnitTable });
