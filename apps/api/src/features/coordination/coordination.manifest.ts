import { coordination, coordinationReactions } from '@songhanh/domain/coordination';
import { manifestOf } from '../../platform/extension/manifest.ts';
import { coordinationAccess } from './coordination.access.ts';
import sdl from './coordination.graphql?raw';
import { CoordinationModule } from './coordination.module.ts';
import { coordinationReadModels } from './coordination.projection.ts';

export const coordinationManifest = manifestOf(coordination, {
  compatibleWith: '^0.1.0',
  reactions: coordinationReactions,
  sdl,
  resolvers: { module: CoordinationModule },
  projections: coordinationReadModels,
  access: coordinationAccess,
});
