import { Module } from '@nestjs/common';
import { DATABASE, type Database } from '../../platform/database/database.ts';
import { PROJECTOR, type Projector } from '../../platform/projector/projector.ts';
import { PlanProgressResolver, SectionProgressResolver } from './plan-progress.resolver.ts';
import { TaskFiles } from './task.files.ts';
import { TaskResolver } from './task.resolver.ts';
import { createTaskTally, TASK_TALLY, type TaskTally } from './task.tally.ts';

@Module({
  providers: [
    {
      provide: TASK_TALLY,
      inject: [DATABASE, PROJECTOR],
      useFactory(database: Database, projector: Projector) {
        const tally = createTaskTally(database, projector);
        void countAhead(tally, projector);
        return tally;
      },
    },
    TaskResolver,
    PlanProgressResolver,
    SectionProgressResolver,
    TaskFiles,
  ],
})
export class TaskModule {}

/** How long a start may prepare read models; after that the first question counts for itself. */
const countAheadWaitMsMax = 60_000;

/** Counts what is there at the start, so that the first to ask need not wait for it. */
async function countAhead(tally: TaskTally, projector: Projector): Promise<void> {
  if (!(await projector.waitFor(0n, countAheadWaitMsMax))) return;
  // Whoever asks hears of a failure; there is nobody here to tell.
  await tally.at(now).catch(() => {});
}

const now = { asOf: null, position: null, today: '' };
