import { report } from '@songhanh/domain/report';
import { manifestOf } from '../../platform/extension/manifest.ts';
import { reportAccess } from './report.access.ts';
import sdl from './report.graphql?raw';
import { ReportModule } from './report.module.ts';
import { reportReadModels } from './report.projection.ts';

export const reportManifest = manifestOf(report, {
  compatibleWith: '^0.1.0',
  sdl,
  resolvers: { module: ReportModule },
  projections: reportReadModels,
  access: reportAccess,
});
