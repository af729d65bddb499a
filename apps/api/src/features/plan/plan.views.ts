import type { PlanRow } from './plan.tables.ts';

/** A plan as the schema shows it. */
export function planView(row: PlanRow) {
  const { issuingUnitId, draftingUnitId, sections, amendments, ...plan } = row;
  return {
    ...plan,
    issuingUnit: { id: issuingUnitId },
    draftingUnit: { id: draftingUnitId },
    sections: sections.map(({ sectionId, parentSectionId, ...section }) => ({
      ...section,
      id: sectionId,
      parentId: parentSectionId,
      planId: row.id,
    })),
    amendments: amendments.map(({ amendmentId, ...amendment }) => ({ ...amendment, id: amendmentId })),
  };
}

export type PlanView = ReturnType<typeof planView>;
