import type { ReportEvent, ReportKind } from './events.ts';

export const REPORT_STATUSES = ['REQUESTED', 'RUNNING', 'RETRYING', 'COMPLETED', 'FAILED'] as const;
export type ReportStatus = (typeof REPORT_STATUSES)[number];

interface Asked {
  readonly reportId: string;
  readonly kind: ReportKind;
  readonly planId: string;
  /** The moment the report speaks of, ISO 8601 UTC. */
  readonly asOf: string;
}

type ReportStep = Extract<ReportEvent, { type: 'ReportProgressed' }>['data']['step'];

/** FAILED: parked; an operator may have it tried again. */
export type ReportState =
  | { readonly status: 'NONE' }
  | (Asked & { readonly status: 'REQUESTED' })
  | (Asked & {
      readonly status: 'RUNNING';
      readonly attempt: number;
      readonly percent: number;
      readonly step: ReportStep | null;
    })
  | (Asked & { readonly status: 'RETRYING'; readonly attempt: number })
  | (Asked & { readonly status: 'COMPLETED'; readonly sha256: string })
  | (Asked & { readonly status: 'FAILED'; readonly attempt: number });

export const initialState: ReportState = { status: 'NONE' };

/** Total: an event that does not fit leaves the state as it is. */
export function evolve(state: ReportState, event: ReportEvent): ReportState {
  if (event.type === 'ReportRequested') {
    return state.status === 'NONE' ? { status: 'REQUESTED', ...askedOf(event.data) } : state;
  }
  if (state.status === 'NONE' || state.status === 'COMPLETED') return state;
  const asked = askedOf(state);
  switch (event.type) {
    case 'ReportStarted':
      return { status: 'RUNNING', ...asked, attempt: event.data.attempt, percent: 0, step: null };
    case 'ReportProgressed': {
      const { percent, step } = event.data;
      return state.status === 'RUNNING' ? { ...state, percent, step } : state;
    }
    case 'ReportCompleted':
      return { status: 'COMPLETED', ...asked, sha256: event.data.sha256 };
    case 'ReportFailed': {
      const { attempt, final } = event.data;
      return { status: final ? 'FAILED' : 'RETRYING', ...asked, attempt };
    }
    default:
      return event satisfies never;
  }
}

function askedOf({ reportId, kind, planId, asOf }: Asked): Asked {
  return { reportId, kind, planId, asOf };
}
