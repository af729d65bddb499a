import { Module } from '@nestjs/common';
import { DATABASE, type Database } from '../../platform/database/database.ts';
import { PROJECTOR, type Projector } from '../../platform/projector/projector.ts';
import { PlanProgressResolver, SectionProgressResolver } from './plan-progress.resolver.ts';
import { TaskFiles } from './task.files.ts';
import { TaskResolver } from './task.resolver.ts';
import { createTaskTally, TASK_TALLY } from './task.tally.ts';

@Module({
  providers: [
    {
      provide: TASK_TALLY,
      inject: [DATABASE, PROJECTOR],
      useFactory: (database: Database, projector: Projector) => createTaskTally(database, projector),
    },
    TaskResolver,
    PlanProgressResolver,
    SectionProgressResolver,
    TaskFiles,
  ],
})
export class TaskModule {}
