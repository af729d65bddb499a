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
import type { Session } from './transaction.ts';
import { currentRowsOf, writeVersions } from './versions.sql.ts';

/**
 * Current versions held back for each table. A version is written once, when it has ended; those over the
 * bound are written early and ended in the table.
 */
const openVersionsMax = 200_000;
/** Ended versions that wait to be written together. */
const waitingVersionsMax = 4_000;

/**
 * Folds history into shadow tables. Owns them until `finish`. Rows are written while the fold goes on: nobody
 * reads them before the swap, so each statement stands for itself.
 */
export interface Rebuilding {
  /** @throws what this fold or an earlier write failed with; the rebuilding is over then */
  fold(events: readonly RecordedEvent[]): Promise<void>;
  /** Position of the last event folded. */
  position(): bigint;
  /** Resolves when all that was handed over is written. */
  written(): Promise<void>;
  /** From now on rows are written by this session, in its transaction. */
  goOnIn(client: PoolClient): void;
  /** Writes all that is held back; with `moments` those too, in place of the stored ones. */
  finish(client: PoolClient, moments: boolean): Promise<void>;
}

export function createRebuilding(pool: Pool, models: readonly AnyReadModel[]): Rebuilding {
  const writer = new Writer(pool);
  const shadows = models.map((model) => new ShadowModel(model, writer));
  let position = beforeAll;
  let latest: string | null = null;
  const moments = new Map<string, bigint>();

  return {
    position: () => position,
    async fold(events) {
      const last = events.at(-1);
      if (last === undefined) return;
      for (const shadow of shadows) await shadow.fold(events);
      for (const moment of momentsOf(events, latest)) {
        moments.set(moment.recordedAt, moment.position);
        latest = moment.recordedAt;
      }
      position = last.position;
    },
    written: () => writer.written(),
    goOnIn: (client) => writer.goOnIn(client),
    async finish(client, withMoments) {
      for (const shadow of shadows) await shadow.finish();
      await writer.written();
      if (withMoments) await replaceMoments(client, moments);
    },
  };
}

/** Writes one set of versions while the next ones are folded. */
class Writer {
  private session: Session;
  private writing: Promise<void> = Promise.resolve();

  constructor(session: Session) {
    this.session = session;
  }

  /** Resolves when it is under way, which is when what came before is written. @throws what that failed with */
  async write(table: PgTable, changes: TableChanges): Promise<void> {
    await this.writing;
    this.writing = writeVersions(this.session, table, changes);
    // Whoever writes next, or waits for the end, hears of a failure.
    this.writing.catch(() => {});
  }

  async currentRows(table: PgTable, ids: readonly string[]): Promise<readonly ReadModelRow[]> {
    await this.writing;
    return currentRowsOf(this.session, table, ids);
  }

  written(): Promise<void> {
    return this.writing;
  }

  goOnIn(session: Session): void {
    this.session = session;
  }
}

class ShadowModel {
  private readonly model: AnyReadModel;
  private readonly rows: RowCache = createRowCache(openVersionsMax);
  private readonly tables: ReadonlyMap<PgTable, ShadowTable>;
  private readonly writer: Writer;
  private written = false;

  constructor(model: AnyReadModel, writer: Writer) {
    this.model = model;
    this.writer = writer;
    const tables = [model.table, ...model.derived.map(({ table }) => table)];
    this.tables = new Map(tables.map((table) => [table, new ShadowTable(shadowOf(table), writer)]));
  }

  async fold(events: readonly RecordedEvent[]): Promise<void> {
    const { changes, rows } = await foldWithRows(
      this.model,
      events,
      touchedIds(this.model, events),
      this.rows,
      (missing) => this.load(missing),
    );
    this.rows.putAll(rows);
    for (const [table, tableChanges] of changes) {
      const wrote = await this.tables.get(table)?.take(tableChanges);
      this.written ||= wrote === true;
    }
  }

  async finish(): Promise<void> {
    for (const table of this.tables.values()) await table.flush();
  }

  /** A row is remembered, held back, or (once current versions were written early) in the table. */
  private async load(missing: readonly string[]): Promise<readonly ReadModelRow[]> {
    const held = this.tables.get(this.model.table)?.held(missing) ?? [];
    if (!this.written) return held;
    const heldIds = new Set(held.map(({ id }) => id));
    const rest = missing.filter((id) => !heldIds.has(id));
    return [...held, ...(await this.writer.currentRows(shadowOf(this.model.table), rest))];
  }
}

class ShadowTable {
  private readonly table: PgTable;
  private readonly open = new Map<string, Version>();
  private readonly writer: Writer;
  private waiting: Version[] = [];

  constructor(table: PgTable, writer: Writer) {
    this.table = table;
    this.writer = writer;
  }

  held(ids: readonly string[]): ReadModelRow[] {
    return ids.flatMap((id) => this.open.get(id)?.row ?? []);
  }

  /** True when current versions had to be written before their end. */
  async take({ opened, ended }: TableChanges): Promise<boolean> {
    const inTable = ended.filter(({ id, to }) => !this.end(id, to));
    if (inTable.length > 0) await this.writer.write(this.table, { opened: [], ended: inTable });
    for (const version of opened) {
      if (version.to === null) this.open.set(version.row.id, version);
      else this.waiting.push(version);
    }
    if (this.waiting.length >= waitingVersionsMax) await this.writeWaiting();
    if (this.open.size <= openVersionsMax) return false;
    await this.flush();
    return true;
  }

  async flush(): Promise<void> {
    this.waiting.push(...this.open.values());
    this.open.clear();
    await this.writeWaiting();
  }

  private end(id: string, to: bigint): boolean {
    const version = this.open.get(id);
    if (version === undefined) return false;
    this.open.delete(id);
    version.to = to;
    this.waiting.push(version);
    return true;
  }

  private async writeWaiting(): Promise<void> {
    const versions = this.waiting;
    this.waiting = [];
    for (let at = 0; at < versions.length; at += waitingVersionsMax)
      await this.writer.write(this.table, { opened: versions.slice(at, at + waitingVersionsMax), ended: [] });
  }
}

const momentsPerStatementMax = 20_000;

async function replaceMoments(client: PoolClient, moments: ReadonlyMap<string, bigint>): Promise<void> {
  await client.query(`delete from ${qualifiedName(momentTable)}`);
  const rows: MomentRow[] = [...moments].map(([recordedAt, position]) => ({ recordedAt, position }));
  for (let at = 0; at < rows.length; at += momentsPerStatementMax)
    await writeMoments(client, rows.slice(at, at + momentsPerStatementMax));
}
