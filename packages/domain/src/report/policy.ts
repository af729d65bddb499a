import { type Actor, type Policy, type Refusal, refuse } from '../kernel/index.ts';
import type { ReportCommand } from './commands.ts';
import type { ReportState } from './state.ts';

/**
 * Everybody signed in reads issued plans, and the decider refuses every other plan; so everybody may ask,
 * auditors too: a report changes nothing of the programme. The rest is the worker's.
 */
export const policy: Policy<ReportState, ReportCommand> = {
  RequestReport: () => null,
  StartReport: (_command, _state, { actor }) => service(actor),
  ProgressReport: (_command, _state, { actor }) => service(actor),
  CompleteReport: (_command, _state, { actor }) => service(actor),
  FailReport: (_command, _state, { actor }) => service(actor),
};

function service(actor: Actor): Refusal | null {
  if (actor.role === 'AUDITOR') return refuse('AUDITOR_CHANGES_NOTHING');
  return actor.role === 'SERVICE' ? null : refuse('SERVICE_NEEDED');
}
