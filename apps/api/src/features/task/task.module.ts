import { Module } from '@nestjs/common';
import { PlanProgressResolver, SectionProgressResolver } from './plan-progress.resolver.ts';
import { TaskFiles } from './task.files.ts';
import { TaskResolver } from './task.resolver.ts';

@Module({ providers: [TaskResolver, PlanProgressResolver, SectionProgressResolver, TaskFiles] })
export class TaskModule {}
