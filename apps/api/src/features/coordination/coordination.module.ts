import { Module } from '@nestjs/common';
import { CoordinationResolver } from './coordination.resolver.ts';
import { TaskCoordinationsResolver } from './task-coordinations.resolver.ts';

@Module({ providers: [CoordinationResolver, TaskCoordinationsResolver] })
export class CoordinationModule {}
