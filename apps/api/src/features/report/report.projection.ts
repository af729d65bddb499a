import type { Projection } from '@songhanh/domain/kernel';
import type { ReportEvent } from '@songhanh/domain/report';
import { handlers } from '../../platform/projector/handlers.ts';
import { defineReadModel } from '../../platform/projector/read-model.ts';
import { type ReportRow, reportTable } from './report.tables.ts';

const reportProjection: Projection<ReportRow> = {
  name: 'report',
  version: 1,
  ignores: [],
  on: handlers<ReportEvent, ReportRow>(({ reportId }) => reportId, {
    ReportRequested: (_row, { reportId, ...asked }, { revision, metadata }) => ({
      ...asked,
      id: reportId,
      status: 'REQUESTED',
      percent: 0,
      step: null,
      attempts: 0,
      failureReason: null,
      document: null,
      sha256: null,
      requestedAt: metadata.recordedAt,
      endedAt: null,
      revision,
    }),
    ReportStarted: (row, { attempt }, { revision }) =>
      row && {
        ...row,
        status: 'RUNNING',
        attempts: attempt,
        percent: 0,
        step: null,
        endedAt: null,
        revision,
      },
    ReportProgressed: (row, { percent, step }, { revision }) => row && { ...row, percent, step, revision },
    ReportCompleted: (row, { reportId: _, ...document }, { revision, metadata }) =>
      row && {
        ...row,
        status: 'COMPLETED',
        percent: 100,
        step: null,
        failureReason: null,
        document,
        sha256: document.sha256,
        endedAt: metadata.recordedAt,
        revision,
      },
    ReportFailed: (row, { attempt, reason, final }, { revision, metadata }) =>
      row && {
        ...row,
        status: final ? 'FAILED' : 'RETRYING',
        attempts: attempt,
        step: null,
        failureReason: reason,
        endedAt: final ? metadata.recordedAt : null,
        revision,
      },
  }),
};

export const reportReadModels = [defineReadModel({ projection: reportProjection, table: reportTable })];
