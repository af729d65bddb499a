import { type DynamicModule, Module, type ValueProvider } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ENVIRONMENT } from '../environment.ts';
import { VIEWERS } from './access/viewers.ts';
import { RunCommandHandler } from './commands/command.handler.ts';
import { COMMAND_GUARDS } from './commands/run-command.ts';
import { CLOCK, EVENT_LOG, EXECUTOR, NOUN_REGISTRY } from './commands/tokens.ts';
import { DATABASE } from './database/database.ts';
import { FILE_BINDINGS } from './files/file-bindings.ts';
import { fileGuard } from './files/file-guard.ts';
import { FILE_STORE } from './files/file-store.ts';
import { createHistoryReader, HISTORY } from './graphql/history.ts';
import { PlatformResolver } from './graphql/platform.resolver.ts';
import { REFERENCES } from './graphql/references.ts';
import type { Platform } from './platform.ts';
import { PROJECTOR, READ_MODELS } from './projector/projector.ts';
import { LOGGER } from './telemetry/logger.ts';
import { accountGuard } from './vault/account-guard.ts';
import { VAULT } from './vault/vault.ts';

/** The parts of the platform as providers, for every feature to inject. */
@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: a module of Nest is a class.
export class PlatformModule {
  static of(platform: Platform): DynamicModule {
    const providers = parts(platform);
    return {
      module: PlatformModule,
      global: true,
      imports: [CqrsModule.forRoot()],
      providers: [...providers, RunCommandHandler, PlatformResolver],
      exports: [...providers, CqrsModule],
    };
  }
}

function parts(platform: Platform): readonly ValueProvider[] {
  const { log, registry, vault, viewers, files } = platform;
  const values: readonly (readonly [symbol, unknown])[] = [
    [ENVIRONMENT, platform.environment],
    [LOGGER, platform.logger],
    [DATABASE, platform.database],
    [VAULT, vault],
    [EVENT_LOG, log],
    [NOUN_REGISTRY, registry],
    [EXECUTOR, platform.executor],
    [CLOCK, platform.clock],
    [PROJECTOR, platform.projector],
    [READ_MODELS, platform.assembly.readModels],
    [VIEWERS, viewers],
    [FILE_STORE, files],
    [FILE_BINDINGS, platform.bindings],
    [REFERENCES, platform.references],
    [HISTORY, createHistoryReader(log, registry)],
    [COMMAND_GUARDS, [accountGuard(vault, viewers), fileGuard(files)]],
  ];
  return values.map(([provide, useValue]) => ({ provide, useValue }));
}
