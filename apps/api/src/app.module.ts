import { type DynamicModule, Module } from '@nestjs/common';
import type { ContextParts } from './platform/graphql/context.ts';
import { SchemaModule } from './platform/graphql/graphql.module.ts';
import { PlatformModule } from './platform/platform.module.ts';
import type { Platform } from './platform/platform.ts';

/** The platform's parts, and the schema with the features that answer it. */
@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: a module of Nest is a class.
export class AppModule {
  static of(platform: Platform, contextParts: ContextParts): DynamicModule {
    return {
      module: AppModule,
      imports: [PlatformModule.of(platform), SchemaModule.of(platform, contextParts)],
    };
  }
}
