import { organisation } from '@songhanh/domain/organisation';
import { manifestOf } from '../../platform/extension/manifest.ts';
import { organisationAccess } from './organisation.access.ts';
import sdl from './organisation.graphql?raw';
import { OrganisationModule } from './organisation.module.ts';
import { organisationReadModels } from './organisation.projection.ts';

export const organisationManifest = manifestOf(organisation, {
  compatibleWith: '^0.1.0',
  sdl,
  resolvers: { module: OrganisationModule },
  projections: organisationReadModels,
  access: organisationAccess,
});
