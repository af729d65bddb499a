import { plan } from '@songhanh/domain/plan';
import { manifestOf } from '../../platform/extension/manifest.ts';
import { planAccess } from './plan.access.ts';
import sdl from './plan.graphql?raw';
import { PlanModule } from './plan.module.ts';
import { planReadModels } from './plan.projection.ts';

export const planManifest = manifestOf(plan, {
  compatibleWith: '^0.1.0',
  sdl,
  resolvers: { module: PlanModule },
  projections: planReadModels,
  access: planAccess,
});
