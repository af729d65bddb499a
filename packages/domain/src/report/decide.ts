import {
  type CommandOf,
  type Decision,
  type DecisionContext,
  type FactKey,
  factOf,
  refuse,
} from '../kernel/index.ts';
import type * as commands from './commands.ts';
import type { ReportEvent } from './events.ts';
import type { ReportState } from './state.ts';

type Input<Definition> = CommandOf<Definition> extends { input: infer Fields } ? Fields : never;
type Outcome = Decision<ReportEvent>;

/** What a report must know of its plan. */
interface PlanFacts {
  readonly status: 'DRAFT' | 'ISSUED' | 'CLOSED' | 'WITHDRAWN';
}

export function decide(
  command: commands.ReportCommand,
  state: ReportState,
  context: DecisionContext,
): Outcome {
  switch (command.name) {
    case 'RequestReport':
      return request(command.input, state, context);
    case 'StartReport':
      return start(command.input, state);
    case 'ProgressReport':
      return progress(command.input, state);
    case 'CompleteReport':
      return complete(command.input, state);
    case 'FailReport':
      return fail(command.input, state);
    default:
      return command satisfies never;
  }
}

export function factsNeeded(command: commands.ReportCommand): readonly FactKey[] {
  return command.name === 'RequestReport' ? [{ noun: 'plan', id: command.input.planId }] : [];
}

function request(
  input: Input<typeof commands.requestReport>,
  state: ReportState,
  { actor, facts, now }: DecisionContext,
): Outcome {
  const { reportId, kind, planId, locale } = input;
  if (state.status !== 'NONE') return refuse('REPORT_ALREADY_REQUESTED', { reportId });
  const plan = factOf<PlanFacts>(facts, 'plan', planId);
  if (plan === null) return refuse('PLAN_NOT_FOUND', { planId });
  const isBinding = plan.status === 'ISSUED' || plan.status === 'CLOSED';
  if (!isBinding) return refuse('PLAN_NOT_ISSUED', { status: plan.status });
  const asOf = input.asOf ?? now;
  if (Date.parse(asOf) > Date.parse(now)) return refuse('MOMENT_IN_THE_FUTURE', { asOf, now });
  const { unitId } = actor;
  return [{ type: 'ReportRequested', data: { reportId, kind, planId, asOf, locale, unitId } }];
}

/** A report given up can be started again: an operator replays what was parked. */
function start({ reportId, attempt }: Input<typeof commands.startReport>, state: ReportState): Outcome {
  if (state.status === 'NONE') return refuse('REPORT_NOT_FOUND', { reportId });
  if (state.status === 'COMPLETED') return refuse('REPORT_COMPLETED');
  if (state.status === 'RUNNING' && state.attempt === attempt) return [];
  return [{ type: 'ReportStarted', data: { reportId, attempt } }];
}

/** What comes late, behind what was told already, tells nothing. */
function progress(
  { reportId, percent, step }: Input<typeof commands.progressReport>,
  state: ReportState,
): Outcome {
  if (state.status === 'NONE') return refuse('REPORT_NOT_FOUND', { reportId });
  if (state.status === 'COMPLETED') return refuse('REPORT_COMPLETED');
  if (state.status !== 'RUNNING') return refuse('REPORT_NOT_RUNNING', { status: state.status });
  if (percent < state.percent) return [];
  if (percent === state.percent && step === state.step) return [];
  return [{ type: 'ReportProgressed', data: { reportId, percent, step } }];
}

/** Whichever attempt brings the document first has made it, even one that was thought to have failed. */
function complete(input: Input<typeof commands.completeReport>, state: ReportState): Outcome {
  const { reportId, sha256, fileName, mediaType, size } = input;
  if (state.status === 'NONE') return refuse('REPORT_NOT_FOUND', { reportId });
  if (state.status === 'COMPLETED') {
    return state.sha256 === sha256 ? [] : refuse('REPORT_ALREADY_COMPLETED', { sha256: state.sha256 });
  }
  return [{ type: 'ReportCompleted', data: { reportId, sha256, fileName, mediaType, size } }];
}

function fail(input: Input<typeof commands.failReport>, state: ReportState): Outcome {
  const { reportId, attempt, reason, final } = input;
  if (state.status === 'NONE') return refuse('REPORT_NOT_FOUND', { reportId });
  if (state.status === 'COMPLETED') return refuse('REPORT_COMPLETED');
  const told = final ? 'FAILED' : 'RETRYING';
  if (state.status === told && state.attempt === attempt) return [];
  return [{ type: 'ReportFailed', data: { reportId, attempt, reason, final } }];
}
