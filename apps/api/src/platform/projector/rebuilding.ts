import { setImmediate } from 'node:timers/promises';
import { getHeapStatistics } from 'node:v8';
import type { RecordedEvent } from '@songhanh/domain/kernel';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Pool, PoolClient } from 'pg';
import { addPrimaryKey, nameOf, qualifiedName } from '../database/ddl.ts';
import { type TableChanges, touchedIds, type Version } from './fold-batch.ts';
import { type MomentRow, momentsOf, writeMoments } from './moments.ts';
import { foldWithRows } from './project-batch.ts';
import { momentTable } from './projector.tables.ts';
import { beforeAll } from './projector.ts';
import { type AnyReadModel, type ReadModelRow, shadowOf } from './read-model.ts';
import { createRowCache, type RowCache } from './row-cache.ts';
import type { Session } from './transaction.ts';
import { currentRowsOf, writeVersions } from './versions.sql.ts';

/** Of the heap, for current versions that are held back; each takes about so much of it. */
const heldHeapPart = 0.65;
const bytesOfVersion = 2_700;
/**
 * Current versions held back over all tables. A version is written once, when it has ended; over the bound the current
 * ones of a large table are written early, and ended there, which takes longer.
 */
const openVersionsMaxDefault = Math.floor(
  (getHeapStatistics().heap_size_limit * heldHeapPart) / bytesOfVersion,
);
/** A table is large that holds this part of the bound: one of fewer tables always does. */
const largePart = 1 / 20;
/** Current rows remembered for each read model, besides those that are held back. */
const rowsCachedMax = 100_000;
/** Ended versions that wait to be written together. */
const waitingVersionsMax = 4_000;
/** Sets of versions that are being written or wait for it while the fold goes on. */
const writesAheadMax = 2;

/**
 * Folds history into shadow tables. Owns them until they are swapped. Rows are written while the fold goes on: nobody
 * reads them before the swap, so each statement stands for itself.
 */
export interface Rebuilding {
  /** @throws what this fold or an earlier write failed with; the rebuilding is over then */
  fold(events: readonly RecordedEvent[]): Promise<void>;
  /** Position of the last event folded. */
  position(): bigint;
  /** Writes what is held back, current versions among it; then all that was folded is in the tables, and they have keys. */
  writeAll(): Promise<void>;
  /** From now on rows are written by this session, in its transaction. */
  goOnIn(client: PoolClient): void;
  /** Carries work out; should it fail, nothing is written any more when the failure is told. */
  orAbandon(work: () => Promise<void>): Promise<void>;
  /** Puts the moments of the folded events in place of the stored ones. */
  replaceMoments(client: PoolClient): Promise<void>;
}

export function createRebuilding(
  pool: Pool,
  models: readonly AnyReadModel[],
  openVersionsMax = openVersionsMaxDefault,
): Rebuilding {
  const writer = new Writer(pool);
  const held: Held = { count: 0, max: openVersionsMax };
  const shadows = models.map((model) => new ShadowModel(model, writer, held));
  let position = beforeAll;
  let latest: string | null = null;
  const moments = new Map<string, bigint>();

  return {
    position: () => position,
    async fold(events) {
      const last = events.at(-1);
      if (last === undefined) return;
      for (const shadow of shadows) await shadow.fold(events);
      // The fold never waits for long: without a turn of its own the database's answer, and the next set for it, would.
      await setImmediate();
      for (const moment of momentsOf(events, latest)) {
        moments.set(moment.recordedAt, moment.position);
        latest = moment.recordedAt;
      }
      position = last.position;
    },
    async writeAll() {
      for (const shadow of shadows) await shadow.flush();
      await writer.written();
    },
    async orAbandon(work) {
      try {
        await work();
      } catch (error) {
        await writer.abandon();
        throw error;
      }
    },
    goOnIn: (client) => writer.goOnIn(client),
    replaceMoments: (client) => replaceMoments(client, moments),
  };
}

/** Writes sets of versions, one after another, while the next ones are folded. */
class Writer {
  private session: Session;
  private writing: readonly Promise<void>[] = [];
  private abandoned = false;

  constructor(session: Session) {
    this.session = session;
  }

  /** Resolves when few enough are ahead of it. @throws what an earlier one failed with */
  async write(table: PgTable, changes: TableChanges): Promise<void> {
    const before = this.writing.at(-1);
    const written = Promise.resolve(before).then(async () => {
      if (!this.abandoned) await writeVersions(this.session, table, changes);
    });
    // Whoever writes next, or waits for the end, hears of a failure.
    written.catch(() => {});
    this.writing = [...this.writing, written];
    while (this.writing.length > writesAheadMax) {
      await this.writing[0];
      this.writing = this.writing.slice(1);
    }
  }

  /** The table gets its key, and is analysed: not before that would its rows be found by it. */
  async addKey(table: PgTable): Promise<void> {
    await this.written();
    for (const statement of addPrimaryKey(table, nameOf(table))) await this.session.query(statement);
    await this.session.query(`analyze ${qualifiedName(table)}`);
  }

  async currentRows(table: PgTable, ids: readonly string[]): Promise<readonly ReadModelRow[]> {
    await this.written();
    return currentRowsOf(this.session, table, ids);
  }

  /** Resolves when all is written that was handed over. */
  async written(): Promise<void> {
    await Promise.all(this.writing);
    this.writing = [];
  }

  /** Resolves when the running set is over; those that wait for it are dropped. */
  async abandon(): Promise<void> {
    this.abandoned = true;
    await Promise.allSettled(this.writing);
  }

  goOnIn(session: Session): void {
    this.session = session;
  }
}

/** Current versions held back, over all tables. */
interface Held {
  count: number;
  readonly max: number;
}

class ShadowModel {
  private readonly model: AnyReadModel;
  private readonly rows: RowCache = createRowCache(rowsCachedMax);
  private readonly tables: ReadonlyMap<PgTable, ShadowTable>;
  private readonly writer: Writer;
  private written = false;

  constructor(model: AnyReadModel, writer: Writer, held: Held) {
    this.model = model;
    this.writer = writer;
    const tables = [model.table, ...model.derived.map(({ table }) => table)];
    this.tables = new Map(tables.map((table) => [table, new ShadowTable(shadowOf(table), writer, held)]));
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

  /** From now on rows may be found in the table alone. */
  async flush(): Promise<void> {
    this.written = true;
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
  private readonly heldOfAll: Held;
  private waiting: Version[] = [];
  private hasKey = false;

  constructor(table: PgTable, writer: Writer, heldOfAll: Held) {
    this.table = table;
    this.writer = writer;
    this.heldOfAll = heldOfAll;
  }

  held(ids: readonly string[]): ReadModelRow[] {
    return ids.flatMap((id) => this.open.get(id)?.row ?? []);
  }

  /** True when current versions had to be written before their end. */
  async take({ opened, ended }: TableChanges): Promise<boolean> {
    const inTable = ended.filter(({ id, to }) => !this.end(id, to));
    if (inTable.length > 0) await this.writer.write(this.table, { opened: [], ended: inTable });
    for (const version of opened) {
      if (version.to === null) this.hold(version);
      else this.waiting.push(version);
    }
    if (this.waiting.length >= waitingVersionsMax) await this.writeWaiting();
    const { count, max } = this.heldOfAll;
    if (count <= max || this.open.size < max * largePart) return false;
    await this.flush();
    return true;
  }

  async flush(): Promise<void> {
    this.waiting = [...this.waiting, ...this.open.values()];
    this.heldOfAll.count -= this.open.size;
    this.open.clear();
    await this.writeWaiting();
    if (!this.hasKey) await this.writer.addKey(this.table);
    this.hasKey = true;
  }

  private hold(version: Version): void {
    this.open.set(version.row.id, version);
    this.heldOfAll.count += 1;
  }

  private end(id: string, to: bigint): boolean {
    const version = this.open.get(id);
    if (version === undefined) return false;
    this.open.delete(id);
    this.heldOfAll.count -= 1;
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
