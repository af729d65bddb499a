import { Module } from '@nestjs/common';
import { PlanResolver } from './plan.resolver.ts';

@Module({ providers: [PlanResolver] })
export class PlanModule {}
