import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { constants } from 'node:zlib';
import fastifyCompress, { type FastifyCompressOptions } from '@fastify/compress';
import fastifyCookie from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { AppModule } from './app.module.ts';
import type { Environment } from './environment.ts';
import { fillEmptyLog } from './first-fill/fill-empty-log.ts';
import { rebuildReadModels } from './first-fill/rebuild.ts';
import { createReactionKeeper } from './platform/commands/reaction-keeper.ts';
import { assemble } from './platform/extension/assemble.ts';
import type { Manifest } from './platform/extension/manifest.ts';
import { fileRoutes } from './platform/files/files.routes.ts';
import { type ContextParts, httpContext } from './platform/graphql/context.ts';
import { type LiveServer, startLiveServer } from './platform/graphql/live-server.ts';
import { adminRoutes } from './platform/http/admin.routes.ts';
import { openPlatform, type Platform } from './platform/platform.ts';
import type { Projector } from './platform/projector/projector.ts';
import { startSweeps } from './platform/sweeps.ts';
import { healthRoutes, type Readiness } from './platform/telemetry/health.routes.ts';
import { nestLogger } from './platform/telemetry/logger.ts';

/** A running API process. */
export interface Api {
  /** `http://127.0.0.1:4000` */
  readonly url: string;
  readonly platform: Platform;
  readonly live: LiveServer;
  /** Resolves when first data are written and the read models show all of the history. */
  readonly ready: Promise<void>;
  /** Answers what is running, then ends everything. Safe to repeat. */
  close(): Promise<void>;
}

/** Answers of the schema are packed: a page of tasks takes a tenth of the way. Files and the app are packed already. */
const compression: FastifyCompressOptions = {
  customTypes: /^application\/(?:graphql-response\+)?json/u,
  encodings: ['br', 'gzip'],
  threshold: 1_024,
  // Nobody sends packed requests: what comes in is bounded as it comes.
  globalDecompression: false,
  brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
};

/** How long the projection of a long history may take before `ready` looks again. */
const caughtUpWaitMs = 1_000;
/** How long before the event store is asked again that did not answer. */
const storeRetryMs = 200;

/** @throws with one clear message when environment, database, manifests, commands or access rules are wrong */
export async function startApi(
  environment: Environment,
  manifests: readonly Manifest[],
  logger: Logger,
): Promise<Api> {
  const platform = await openPlatform(environment, assemble(manifests), logger);
  try {
    return await serve(platform);
  } catch (error) {
    await platform.close();
    throw error;
  }
}

async function serve(platform: Platform): Promise<Api> {
  const { environment, projector, keeper } = platform;
  const contextParts: ContextParts = {
    projector,
    clock: platform.clock,
    viewers: platform.viewers,
    secureCookies: environment.publicUrl?.startsWith('https:') === true,
  };
  const readiness: Readiness = { filling: true };
  const app = await createApp(platform, contextParts, readiness);
  const reactions = createReactionKeeper(platform);
  // A load is projected when it is there: read models made of a whole log take a fraction of the time that
  // following it takes.
  const copiedTo = environment.sampleEvents === null ? null : await fillEmptyLog(platform);
  if (copiedTo !== null) await reactions.note(copiedTo);
  await projector.start();
  await keeper.start();
  await app.listen(environment.port, environment.host);
  const server = app.getHttpServer();
  const live = startLiveServer(server, contextParts, () => app.get(GraphQLSchemaHost).schema);
  let closing: Promise<void> | undefined;
  const stopping = new AbortController();
  const close = (): Promise<void> => {
    stopping.abort();
    closing ??= closeAll(app, live, platform, [reactions, sweeps]);
    return closing;
  };
  const sweeps = startSweeps(platform, platform.logger);
  const becomeReady = async (): Promise<void> => {
    if (environment.rebuildReadModels) await rebuildReadModels(platform);
    const filledTo = copiedTo === null ? await fillEmptyLog(platform) : null;
    if (filledTo !== null) await reactions.note(filledTo);
    reactions.start();
    readiness.filling = false;
    await untilCaughtUp(projector, stopping.signal);
  };
  const ready = becomeReady();
  // Whoever waits for it is told; nobody has to wait.
  ready.catch(() => {});
  const { port } = server.address() as { port: number };
  return { url: `http://${environment.host}:${port}`, platform, live, ready, close };
}

async function createApp(
  platform: Platform,
  contextParts: ContextParts,
  readiness: Readiness,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({ genReqId: () => randomUUID() });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.of(platform, contextParts),
    adapter,
    {
      logger: nestLogger(platform.logger),
      abortOnError: false,
      // JSON alone, which no form of another site can send: Nest would take forms as well.
      bodyParser: false,
    },
  );
  await app.register(fastifyCookie as never);
  await app.register(fastifyCompress as never, compression as never);
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  const contextOf = (request: FastifyRequest, reply: FastifyReply) =>
    httpContext(request, reply, contextParts);
  const { files, bindings, viewers, projector, environment, logger } = platform;
  healthRoutes(fastify, projector, readiness);
  await fastify.register((scope) => fileRoutes(scope, { files, bindings, viewers, contextOf, logger }));
  await adminRoutes(fastify, environment.adminDist);
  await app.init();
  return app;
}

async function untilCaughtUp(projector: Projector, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && projector.failure() === null) {
    const caughtUp = await projector.caughtUp(caughtUpWaitMs).catch(() => null);
    if (caughtUp === true) return;
    if (caughtUp === null) await setTimeout(storeRetryMs);
  }
}

async function closeAll(
  app: NestFastifyApplication,
  live: LiveServer,
  platform: Platform,
  running: readonly { stop(): Promise<void> }[],
): Promise<void> {
  await live.close();
  await app.close();
  for (const part of running) await part.stop();
  await platform.close();
}
