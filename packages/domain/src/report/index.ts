import type { Noun } from '../kernel/index.ts';
import { type ReportCommand, reportCommands } from './commands.ts';
import { decide, factsNeeded } from './decide.ts';
import { type ReportEvent, reportEvents } from './events.ts';
import { facts } from './facts.ts';
import { policy } from './policy.ts';
import { evolve, initialState, type ReportState } from './state.ts';

export { type ReportCommand, reportCommands } from './commands.ts';
export { type ReportEvent, type ReportKind, reportEvents, reportKind } from './events.ts';
export type { ReportFacts } from './facts.ts';
export { REPORT_STATUSES, type ReportState, type ReportStatus } from './state.ts';

export const report: Noun<ReportState, ReportEvent, ReportCommand> = {
  name: 'report',
  initialState,
  evolve,
  decide,
  events: reportEvents,
  commands: reportCommands,
  policy,
  factsNeeded,
  facts,
};
