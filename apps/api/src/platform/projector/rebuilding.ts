import type { RecordedEvent } from '@songhanh/domain/kernel';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Pool, PoolClient } from 'pg';
import { qualifiedName } from '../database/ddl.ts';
import { type TableChanges, touchedIds, type Version } from './fold-batch.ts';
import { type MomentRow, momentsOf, writeMoments } from './moments.ts';
import { foldWithRows } from './project-batch.ts';
import { momentTable } from './projector.tables.ts';
import { beforeAll } from './projector.ts';
import { type AnyReadModel, type ReadModelRow, shadowOf } from './read-model.ts';
import { createRowCache, type RowCache } from './row-cache.ts';
import { inTransaction } from './transaction.ts';
import { currentRowsOf, writeVersions } from './versions.sql.ts';

/**
 * Current versions held back for each table. A version is written once, when it has ended; those over the
 * bound are written early and ended in the table.
 */
const openVersionsMax = 200_000;
/** Ended versions that wait to be written together. */
const waitingVersionsMax = 4_000;

/** Folds history into shadow tables. Owns them until `finish`. */
export interface Rebuilding {
  fold(events: readonly RecordedEvent[], client?: PoolClient): Promise<void>;
  /** Position of the last event folded. */
  position(): bigint;
  /** Writes all that is held back; with `moments` those too, in place of the stored ones. */
  finish(client: PoolClient, moments: boolean): Promise<void>;
}

export function createRebuilding(pool: Pool, models: readonly AnyReadModel[]): Rebuilding {
  const shadows = models.map((model) => new ShadowModel(model));
  let position = beforeAll;
  let latest: string | null = null;
  const moments = new Map<string, bigint>();

  async function run(work: (client: PoolClient) => Promise<void>, client?: PoolClient): Promise<void> {
    await (client === undefined ? inTransaction(pool, work) : work(client));
  }

  return {
    position: () => position,
    async fold(events, client) {
      const last = events.at(-1);
      if (last === undefined) return;
      await run(async (session) => {
        for (const shadow of shadows) await shadow.fold(session, events);
      }, client);
      for (const moment of momentsOf(events, latest)) {
        moments.set(moment.recordedAt, moment.position);
        latest = moment.recordedAt;
      }
      position = last.position;
    },
    async finish(client, withMoments) {
      for (const shadow of shadows) await shadow.finish(client);
      if (withMoments) await replaceMoments(client, moments);
    },
  };
}

class ShadowModel {
  private readonly model: AnyReadModel;
  private readonly rows: RowCache = createRowCache(openVersionsMax);
  private readonly tables: ReadonlyMap<PgTable, ShadowTable>;
  private written = false;

  constructor(model: AnyReadModel) {
    this.model = model;
    const tables = [model.table, ...model.derived.map(({ table }) => table)];
    this.tables = new Map(tables.map((table) => [table, new ShadowTable(shadowOf(table))]));
  }

  async fold(client: PoolClient, events: readonly RecordedEvent[]): Promise<void> {
    const { changes, rows } = await foldWithRows(
      this.model,
      events,
      touchedIds(this.model, events),
      this.rows,
      (missing) => this.load(client, missing),
    );
    this.rows.putAll(rows);
    for (const [table, tableChanges] of changes) {
      const wrote = await this.tables.get(table)?.take(client, tableChanges);
      this.written ||= wrote === true;
    }
  }

  async finish(client: PoolClient): Promise<void> {
    for (const table of this.tables.values()) await table.flush(client);
  }

  /** A row is remembered, held back, or (once current versions were written early) in the table. */
  private async load(client: PoolClient, missing: readonly string[]): Promise<readonly ReadModelRow[]> {
    const held = this.tables.get(this.model.table)?.held(missing) ?? [];
    if (!this.written) return held;
    const heldIds = new Set(held.map(({ id }) => id));
    const rest = missing.filter((id) => !heldIds.has(id));
    return [...held, ...(await currentRowsOf(client, shadowOf(this.model.table), rest))];
  }
}

class ShadowTable {
  private readonly table: PgTable;
  private readonly open = new Map<string, Version>();
  private waiting: Version[] = [];

  constructor(table: PgTable) {
    this.table = table;
  }

  held(ids: readonly string[]): ReadModelRow[] {
    return ids.flatMap((id) => this.open.get(id)?.row ?? []);
  }

  /** True when current versions had to be written before their end. */
  async take(client: PoolClient, { opened, ended }: TableChanges): Promise<boolean> {
    const inTable = ended.filter(({ id, to }) => !this.end(id, to));
    if (inTable.length > 0) await writeVersions(client, this.table, { opened: [], ended: inTable });
    for (const version of opened) {
      if (version.to === null) this.open.set(version.row.id, version);
      else this.waiting.push(version);
    }
    if (this.waiting.length >= waitingVersionsMax) await this.writeWaiting(client);
    if (this.open.size <= openVersionsMax) return false;
    await this.flush(client);
    return true;
  }

  async flush(client: PoolClient): Promise<void> {
    this.waiting.push(...this.open.values());
    this.open.clear();
    await this.writeWaiting(client);
  }

  private end(id: string, to: bigint): boolean {
    const version = this.open.get(id);
    if (version === undefined) return false;
    this.open.delete(id);
    version.to = to;
    this.waiting.push(version);
    return true;
  }

  private async writeWaiting(client: PoolClient): Promise<void> {
    const versions = this.waiting;
    this.waiting = [];
    await writeVersions(client, this.table, { opened: versions, ended: [] });
  }
}

const momentsPerStatementMax = 20_000;

async function replaceMoments(client: PoolClient, moments: ReadonlyMap<string, bigint>): Promise<void> {
  await client.query(`delete from ${qualifiedName(momentTable)}`);
  const rows: MomentRow[] = [...moments].map(([recordedAt, position]) => ({ recordedAt, position }));
  for (let at = 0; at < rows.length; at += momentsPerStatementMax)
    await writeMoments(client, rows.slice(at, at + momentsPerStatementMax));
}
