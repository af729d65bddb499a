import type { ReportRow } from './report.tables.ts';

/** A report as the schema shows it. */
export function reportView({ planId, unitId, document, sha256: _, ...report }: ReportRow) {
  return {
    ...report,
    plan: { id: planId },
    unit: unitId === null ? null : { id: unitId },
    document: document === null ? null : { ...document, url: `/files/${document.sha256}` },
  };
}

export type ReportView = ReturnType<typeof reportView>;
