import { type Actor, type Policy, type Refusal, refuse } from '../kernel/index.ts';
import type { ReportCommand } from './commands.ts';
import type { ReportState } from './state.ts';

/**
 * Everybody signed in reads issued plans, and the decider refuses every other plan; so everybody may ask but
 * auditors, who read the reports of others and whose own hand is nowhere in the log. The rest is the worker's.
 */
export const policy: Policy<ReportState, ReportCommand> = {
  RequestReport: (_command, _state, { actor }) => readOnly(actor),
  StartReport: (_command, _state, { actor }) => service(actor),
  ProgressReport: (_command, _state, { actor }) => service(actor),
  CompleteReport: (_command, _state, { actor }) => service(actor),
  FailReport: (_command, _state, { actor }) => service(actor),
};

function readOnly(actor: Actor): Refusal | null {
  return actor.role === 'AUDITOR' ? refuse('AUDITOR_CHANGES_NOTHING') : null;
}

function service(actor: Actor): Refusal | null {
  return readOnly(actor) ?? (actor.role === 'SERVICE' ? null : refuse('SERVICE_NEEDED'));
}
