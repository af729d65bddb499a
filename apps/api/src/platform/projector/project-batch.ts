import type { RecordedEvent } from '@songhanh/domain/kernel';
import type { PoolClient } from 'pg';
import { qualifiedName } from '../database/ddl.ts';
import { type FoldedBatch, foldBatch, touchedIds } from './fold-batch.ts';
import { latestMoment, momentsOf, writeMoments } from './moments.ts';
import { progressTable } from './projector.tables.ts';
import type { AnyReadModel, ReadModelRow } from './read-model.ts';
import { createRowCache, type RowCache } from './row-cache.ts';
import { allOf } from './transaction.ts';
import { currentRowsOf, writeVersions } from './versions.sql.ts';

/** Current rows kept in memory for each read model. */
const rowsCachedMax = 20_000;

export interface Progress {
  readonly position: bigint;
  readonly models: string;
  readonly generation: number;
}

/** Another version of the software has taken the projection over: its read models are not ours. */
class OtherSoftwareProjects extends Error {
  constructor(theirs: string, ours: string) {
    super(
      `the stored rows are projected by other versions (${theirs}) than this process knows (${ours}); restart it`,
    );
    this.name = 'OtherSoftwareProjects';
  }
}

export interface BatchProjection {
  /**
   * Folds the events after the stored progress and writes rows, moments and progress, all in the client's
   * transaction. Events at or before the progress were folded already and are left out.
   * @returns the progress after the batch
   */
  project(client: PoolClient, events: readonly RecordedEvent[]): Promise<bigint>;
  /** Call when the transaction did not commit, or somebody else may have projected. */
  forget(): void;
}

export function createBatchProjection(readModels: readonly AnyReadModel[]): BatchProjection {
  const caches = new Map(readModels.map((model) => [model, createRowCache(rowsCachedMax)]));
  const ours = modelsDigest(readModels);
  let generation = -1;
  let latest: string | null | undefined;

  function forget(): void {
    for (const cache of caches.values()) cache.clear();
    latest = undefined;
  }

  return {
    forget,
    async project(client, events) {
      const progress = await lockProgress(client);
      if (progress.models !== ours) throw new OtherSoftwareProjects(progress.models, ours);
      if (progress.generation !== generation) forget();
      generation = progress.generation;
      const fresh = events.filter(({ position }) => position > progress.position);
      const last = fresh.at(-1);
      if (last === undefined) return progress.position;
      const [known, ...folded] = await allOf([
        latest === undefined ? latestMoment(client) : latest,
        ...[...caches].map(([model, cache]) => foldModel(client, model, fresh, cache)),
      ]);
      const moments = momentsOf(fresh, known);
      await allOf([
        ...folded
          .flatMap(({ changes }) => [...changes])
          .map(([table, changes]) => writeVersions(client, table, changes)),
        writeMoments(client, moments),
        client.query(`update ${qualifiedName(progressTable)} set position = $1`, [last.position.toString()]),
      ]);
      latest = moments.at(-1)?.recordedAt ?? known;
      for (const [n, cache] of [...caches.values()].entries()) cache.putAll(folded[n]?.rows ?? []);
      return last.position;
    },
  };
}

/** Reads the progress and keeps every other projection waiting until the transaction ends. */
export async function lockProgress(client: PoolClient): Promise<Progress> {
  const { rows } = await client.query(
    `select position, models, generation from ${qualifiedName(progressTable)} where id = 1 for update`,
  );
  const row = rows[0];
  if (row === undefined)
    throw new Error('the row of the projector’s progress is missing; start the projector');
  return { position: BigInt(row.position), models: row.models, generation: row.generation };
}

export function modelsDigest(readModels: readonly AnyReadModel[]): string {
  return readModels
    .map(({ projection }) => `${projection.name}@${projection.version}`)
    .sort()
    .join(' ');
}

async function foldModel(
  client: PoolClient,
  model: AnyReadModel,
  events: readonly RecordedEvent[],
  cache: RowCache,
): Promise<FoldedBatch> {
  return foldWithRows(model, events, touchedIds(model, events), cache, (missing) =>
    currentRowsOf(client, model.table, missing),
  );
}

/** The parents of changed rows are known only once the rows are: at most a row, its parent and that one's. */
const loadRoundsMax = 4;

/** Folds a batch, loading what is not remembered: the rows named by events in one go, then their parents. */
export async function foldWithRows(
  model: AnyReadModel,
  events: readonly RecordedEvent[],
  ids: readonly string[],
  cache: RowCache,
  load: (ids: readonly string[]) => Promise<readonly ReadModelRow[]>,
): Promise<FoldedBatch> {
  const loaded = new Map<string, ReadModelRow | null>();
  const known = (id: string) => (loaded.has(id) ? loaded.get(id) : cache.get(id));
  let missing: readonly string[] = ids.filter((id) => cache.get(id) === undefined);
  for (let round = 0; round < loadRoundsMax; round += 1) {
    for (const id of missing) loaded.set(id, null);
    for (const row of await load(missing)) loaded.set(row.id, row);
    const folded = foldBatch(model, events, known);
    if (!('missing' in folded)) return folded;
    missing = folded.missing;
  }
  throw new Error(`read model ${model.projection.name}: rows name parents of parents without end`);
}
