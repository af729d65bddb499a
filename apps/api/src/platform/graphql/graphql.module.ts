import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { ApolloFederationDriver, type ApolloFederationDriverConfig } from '@nestjs/apollo';
import { type DynamicModule, Module } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { GraphQLModule } from '@nestjs/graphql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { guardFields } from '../access/access-check.ts';
import type { Manifest } from '../extension/manifest.ts';
import type { Platform } from '../platform.ts';
import { bindCommands } from './command-directive.ts';
import { type ContextParts, httpContext } from './context.ts';
import { keepDescriptions } from './descriptions.ts';
import { createHistoryReader } from './history.ts';
import { operationPlugin } from './operation.plugin.ts';
import { platformAccess } from './platform.access.ts';
import platformSdl from './platform.graphql?raw';
import { publicError } from './public-error.ts';
import { fillReferences } from './reference-fields.ts';
import { bindResolverMaps } from './resolver-maps.ts';
import { scalars } from './scalars.ts';

/** GraphQL tokens of one document: names, braces, values. */
const queryTokensMax = 5_000;

/** The one schema of the platform and its manifests, behind `/graphql`. */
@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: a module of Nest is a class.
export class SchemaModule {
  static of(platform: Platform, contextParts: ContextParts): DynamicModule {
    const { manifests } = platform.assembly;
    return {
      module: SchemaModule,
      imports: [
        ...manifests.flatMap(({ resolvers }) => ('module' in resolvers ? [resolvers.module] : [])),
        GraphQLModule.forRootAsync<ApolloFederationDriverConfig>({
          driver: ApolloFederationDriver,
          inject: [CommandBus],
          useFactory: (commandBus: CommandBus) => optionsOf(platform, contextParts, commandBus),
        }),
      ],
    };
  }
}

function optionsOf(
  platform: Platform,
  contextParts: ContextParts,
  commandBus: CommandBus,
): ApolloFederationDriverConfig {
  const { manifests, access } = platform.assembly;
  const sdl = sdlOf(manifests);
  return {
    path: '/graphql',
    typeDefs: sdl,
    resolvers: scalars,
    transformSchema: (schema: GraphQLSchema) => {
      keepDescriptions(schema, sdl);
      bindResolverMaps(
        schema,
        manifests.flatMap((manifest) => mapOf(manifest, platform)),
      );
      bindCommands(schema, { registry: platform.registry, commandBus, projector: platform.projector });
      fillReferences(schema, platform.references);
      guardFields(schema, [platformAccess, ...access]);
      return schema;
    },
    context: (request: FastifyRequest, reply: FastifyReply) => httpContext(request, reply, contextParts),
    plugins: [ApolloServerPluginInlineTraceDisabled(), operationPlugin(platform.logger)],
    formatError: (formatted: GraphQLFormattedError, error: unknown) => publicError(formatted, error, 'vi'),
    // Apollo's own check is for cookies that travel across sites and for what forms can send: ours do not travel
    // (SameSite=Strict), and only JSON is read.
    csrfPrevention: false,
    introspection: true,
    graphiql: false,
    autoTransformHttpErrors: false,
    parseOptions: { maxTokens: queryTokensMax },
  } as ApolloFederationDriverConfig;
}

/** All SDL as one document: each manifest extends the platform's. */
function sdlOf(manifests: readonly Manifest[]): string {
  return [platformSdl, ...manifests.map(({ sdl }) => sdl)].join('\n');
}

function mapOf({ resolvers }: Manifest, { database, references, log, registry }: Platform) {
  if (!('map' in resolvers)) return [];
  return [resolvers.map({ database, references, historyOf: createHistoryReader(log, registry) })];
}
