import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  connectEventStore,
  createEventLog,
  createExecutor,
  type EventLog,
  type Executor,
  eventStoreDbStreamStore,
  headPositionOf,
  type NounRegistry,
} from '@songhanh/event-log';
import type { Logger } from 'pino';
import type { Environment } from '../environment.ts';
import { createViewers, type Viewers } from './access/viewers.ts';
import { businessClock } from './commands/clock.ts';
import type { BusinessClock } from './commands/tokens.ts';
import { type Database, openDatabase } from './database/database.ts';
import type { Assembly } from './extension/assemble.ts';
import { FileBindings } from './files/file-bindings.ts';
import { createFileStore, type FileStore } from './files/file-store.ts';
import { References } from './graphql/references.ts';
import { createProjector } from './projector/create-projector.ts';
import type { Projector } from './projector/projector.ts';
import { type AccountKeeper, createAccountKeeper } from './vault/account-keeper.ts';
import { openVault, type Vault } from './vault/vault.ts';

/** The long-lived parts of one API process, below any framework. */
export interface Platform {
  readonly environment: Environment;
  readonly logger: Logger;
  readonly assembly: Assembly;
  readonly registry: NounRegistry;
  readonly clock: BusinessClock;
  readonly database: Database;
  readonly vault: Vault;
  readonly log: EventLog;
  readonly executor: Executor;
  readonly projector: Projector;
  readonly keeper: AccountKeeper;
  readonly viewers: Viewers;
  readonly files: FileStore;
  readonly references: References;
  readonly bindings: FileBindings;
  /** Ends everything in the order that loses nothing. Safe to repeat. */
  close(): Promise<void>;
}

/** How long the read models may take to show an erasure before its traces are removed anyway. */
const erasureWaitMsMax = 30_000;

/** @throws with one sentence when database, vault or the manifests are not right */
export async function openPlatform(
  environment: Environment,
  assembly: Assembly,
  logger: Logger,
): Promise<Platform> {
  const { registry } = assembly;
  const client = connectEventStore(environment.eventStoreUrl);
  const database = await openDatabaseOf(environment);
  try {
    const categories = registry.nouns.map(({ name }) => name);
    const store = eventStoreDbStreamStore(client, { categories });
    const vault = await openVault(database, environment, { headPosition: () => headPositionOf(store) });
    const log = createEventLog({ registry, store, vault: vault.keys });
    const clock = businessClock(environment.demoToday);
    const executor = createExecutor({ registry, store, vault: vault.keys, client: 'api', clock });
    const projector = createProjector({
      database,
      source: log,
      readModels: assembly.readModels,
      eventTypes: registry.nouns.flatMap(({ events }) => events.map(({ type }) => type)),
    });
    const viewers = createViewers({ vault, log, clock, serviceToken: environment.serviceToken });
    const keeper = createAccountKeeper({
      database,
      log,
      keys: vault.keys,
      credentials: vault.credentials,
      sessions: vault.sessions,
      async onErased(accountId, position) {
        executor.forgetFolds();
        viewers.forget(accountId);
        await projector.waitFor(position, erasureWaitMsMax);
        for (const { onErased } of assembly.manifests) await onErased?.(accountId, database);
      },
      onError: (error) => logger.error({ err: error }, 'following the accounts'),
    });
    let closing: Promise<void> | undefined;
    const close = async (): Promise<void> => {
      await keeper.stop();
      await projector.stop();
      await client.dispose();
      await database.close();
    };
    return {
      environment,
      logger,
      assembly,
      registry,
      clock,
      database,
      vault,
      log,
      executor,
      projector,
      keeper,
      viewers,
      files: createFileStore(database, join(environment.dataDir, 'files')),
      references: new References(),
      bindings: new FileBindings(),
      close() {
        closing ??= close();
        return closing;
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function openDatabaseOf({ databaseUrl, dataDir }: Environment): Promise<Database> {
  if (databaseUrl !== null) return openDatabase({ databaseUrl });
  await mkdir(dataDir, { recursive: true });
  return openDatabase({ dataDir: join(dataDir, 'postgres') });
}
