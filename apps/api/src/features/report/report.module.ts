import { Module } from '@nestjs/common';
import { ReportResolver } from './report.resolver.ts';

@Module({ providers: [ReportResolver] })
export class ReportModule {}
