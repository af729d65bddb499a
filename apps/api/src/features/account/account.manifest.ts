import { account } from '@songhanh/domain/account';
import { manifestOf } from '../../platform/extension/manifest.ts';
import { accountAccess } from './account.access.ts';
import sdl from './account.graphql?raw';
import { AccountModule } from './account.module.ts';
import { accountReadModels } from './account.projection.ts';
import { eraseAccountRows } from './account.queries.ts';

export const accountManifest = manifestOf(account, {
  compatibleWith: '^0.1.0',
  sdl,
  resolvers: { module: AccountModule },
  projections: accountReadModels,
  access: accountAccess,
  onErased: eraseAccountRows,
});
