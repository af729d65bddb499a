import type { ReportEvent, ReportKind, ReportStatus } from '@songhanh/domain/report';
import { index, integer, jsonb, text } from 'drizzle-orm/pg-core';
import { bytewiseText } from '../../platform/database/columns.ts';
import { current, versionedTable } from '../../platform/projector/read-model.ts';

type DataOf<Type> = Extract<ReportEvent, { type: Type }>['data'];
type Document = Pick<DataOf<'ReportCompleted'>, 'sha256' | 'fileName' | 'mediaType' | 'size'>;

export const reportTable = versionedTable(
  'report',
  {
    kind: text('kind').$type<ReportKind>().notNull(),
    planId: text('plan_id').notNull(),
    unitId: text('unit_id'),
    /** ISO 8601 UTC, like all instants here. */
    asOf: text('as_of').notNull(),
    locale: text('locale').$type<DataOf<'ReportRequested'>['locale']>().notNull(),
    status: text('status').$type<ReportStatus>().notNull(),
    percent: integer('percent').notNull(),
    step: text('step').$type<DataOf<'ReportProgressed'>['step']>(),
    attempts: integer('attempts').notNull(),
    failureReason: text('failure_reason'),
    document: jsonb('document').$type<Document>(),
    /** Digest of the document, by which its file is found. */
    sha256: text('sha256'),
    requestedAt: bytewiseText('requested_at').notNull(),
    endedAt: text('ended_at'),
    revision: integer('revision').notNull(),
  },
  (t) => [
    index('latest').on(t.requestedAt.desc(), t.id.desc()).where(current),
    index('plan').on(t.planId, t.requestedAt.desc(), t.id.desc()).where(current),
    index('document').on(t.sha256).where(current),
  ],
);

export type ReportRow = Omit<typeof reportTable.$inferSelect, 'fromPosition' | 'toPosition'>;
