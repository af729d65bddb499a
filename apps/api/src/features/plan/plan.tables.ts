import type { LegalBasis, PlanAmendment, PlanSection, PlanStatus } from '@songhanh/domain/plan';
import { boolean, date, index, integer, jsonb, text } from 'drizzle-orm/pg-core';
import { bytewiseText } from '../../platform/database/columns.ts';
import { heldUntil } from '../../platform/projector/at.ts';
import { current, versionedTable } from '../../platform/projector/read-model.ts';

export const planTable = versionedTable(
  'plan',
  {
    title: text('title').notNull(),
    titleEnglish: text('title_english'),
    year: integer('year').notNull(),
    status: text('status').$type<PlanStatus>().notNull(),
    number: text('number'),
    issuedOn: date('issued_on', { mode: 'string' }),
    signerOffice: text('signer_office'),
    legalBases: jsonb('legal_bases').$type<readonly LegalBasis[]>().notNull(),
    issuingUnitId: text('issuing_unit_id').notNull(),
    draftingUnitId: text('drafting_unit_id').notNull(),
    parentIds: text('parent_ids').array().notNull(),
    siblingIds: text('sibling_ids').array().notNull(),
    sections: jsonb('sections').$type<readonly PlanSection[]>().notNull(),
    amendments: jsonb('amendments').$type<readonly PlanAmendment[]>().notNull(),
    closingSummary: text('closing_summary'),
    closedOn: date('closed_on', { mode: 'string' }),
    illustrative: boolean('illustrative').notNull(),
    /** The day of issue as a list sorts it: what is not issued yet comes before what is. */
    issuedKey: bytewiseText('issued_key').notNull(),
    revision: integer('revision').notNull(),
  },
  (t) => [
    index('list').on(t.year.desc(), t.issuedKey.desc(), t.id.desc()).where(current),
    index('parents').using('gin', t.parentIds).where(current),
    index('siblings').using('gin', t.siblingIds).where(current),
    // The list of the past, and the plans that named others.
    index('list_versions').on(
      ...[t.year.desc(), t.issuedKey.desc(), t.id.desc()],
      ...[t.fromPosition, heldUntil(t)],
    ),
    index('parent_versions').using('gin', t.parentIds),
    index('sibling_versions').using('gin', t.siblingIds),
  ],
);

export type PlanRow = Omit<typeof planTable.$inferSelect, 'fromPosition' | 'toPosition'>;
