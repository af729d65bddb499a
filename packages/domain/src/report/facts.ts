import type { ReportState, ReportStatus } from './state.ts';

/** What other nouns may know of a report. */
export interface ReportFacts {
  readonly reportId: string;
  readonly planId: string;
  readonly status: ReportStatus;
}

export function facts(state: ReportState): ReportFacts | null {
  if (state.status === 'NONE') return null;
  const { reportId, planId, status } = state;
  return { reportId, planId, status };
}
