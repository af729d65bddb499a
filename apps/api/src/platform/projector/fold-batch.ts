import type { RecordedEvent } from '@songhanh/domain/kernel';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { AnyReadModel, ReadModelRow } from './read-model.ts';

/** One version of a row, to be inserted. */
export interface Version {
  row: ReadModelRow;
  readonly from: bigint;
  to: bigint | null;
}

/** A version that the table already holds ends. */
export interface Ending {
  readonly id: string;
  readonly to: bigint;
}

export interface TableChanges {
  readonly opened: readonly Version[];
  readonly ended: readonly Ending[];
}

export interface FoldedBatch {
  /** By table, the read model's own first, then its derived ones. */
  readonly changes: ReadonlyMap<PgTable, TableChanges>;
  /** The rows as they stand after the batch; null for those that are gone. */
  readonly rows: ReadonlyMap<string, ReadModelRow | null>;
}

/** What the fold may know: current rows by id, null where there is none, undefined where nobody has looked. */
export type CurrentRows = (id: string) => ReadModelRow | null | undefined;

/** An event that a projection cannot fold. Nothing after it is projected. */
export class ProjectionFailed extends Error {
  readonly position: bigint;

  constructor(readModel: string, { event, stream, revision, position }: RecordedEvent, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const where = `${stream} revision ${revision} (position ${position})`;
    super(`read model ${readModel} cannot fold ${event.type} at ${where}: ${why}`, { cause });
    this.name = 'ProjectionFailed';
    this.position = position;
  }
}

/** Ids of the rows that the events name, in order of first mention. */
export function touchedIds(model: AnyReadModel, events: readonly RecordedEvent[]): readonly string[] {
  const ids = new Set<string>();
  for (const recorded of events)
    guarded(model, recorded, () => {
      for (const id of model.projection.on[recorded.event.type]?.keys(recorded) ?? []) ids.add(id);
    });
  return [...ids];
}

/**
 * Pure: folds events into new versions. Each event that changes a row makes one version; a version made and
 * ended within the batch is opened with its end. Answers the missing ids instead when a parent's row is
 * needed and unknown; the caller loads them and folds again.
 */
export function foldBatch(
  model: AnyReadModel,
  events: readonly RecordedEvent[],
  currentRows: CurrentRows,
): FoldedBatch | { readonly missing: readonly string[] } {
  const fold = new BatchFold(model, currentRows);
  for (const recorded of events) guarded(model, recorded, () => fold.take(recorded));
  return fold.result();
}

class BatchFold {
  private readonly model: AnyReadModel;
  private readonly currentRows: CurrentRows;
  private readonly own: TableFold;
  private readonly derived: readonly TableFold[];
  private readonly rows = new Map<string, ReadModelRow | null>();
  private readonly missing = new Set<string>();

  constructor(model: AnyReadModel, currentRows: CurrentRows) {
    this.model = model;
    this.currentRows = currentRows;
    this.own = new TableFold();
    this.derived = model.derived.map(() => new TableFold());
  }

  take(recorded: RecordedEvent): void {
    const { on, ignores } = this.model.projection;
    const { type } = recorded.event;
    const handler = on[type];
    if (handler === undefined) {
      if (ignores.includes(type)) return;
      throw new Error('the projection neither handles nor ignores this type');
    }
    for (const id of handler.keys(recorded)) {
      const before = this.rowOf(id);
      const after = handler.fold(before, recorded, id);
      if (after === before) continue;
      this.change(id, before, after, recorded.position);
      this.rollUp(before, after, recorded.position);
    }
  }

  result(): FoldedBatch | { readonly missing: readonly string[] } {
    if (this.missing.size > 0) return { missing: [...this.missing] };
    const changes = new Map<PgTable, TableChanges>([[this.model.table, this.own]]);
    for (const [n, { table }] of this.model.derived.entries()) {
      const fold = this.derived[n];
      if (fold !== undefined) changes.set(table, fold);
    }
    return { changes, rows: this.rows };
  }

  private rollUp(before: ReadModelRow | null, after: ReadModelRow | null, position: bigint): void {
    const { rollUp } = this.model;
    const child = after ?? before;
    const parentId = rollUp === null || child === null ? null : rollUp.parentOf(child);
    if (rollUp === null || parentId === null) return;
    const parent = this.rowOf(parentId);
    if (parent === null) return;
    const changed = rollUp.fold(parent, before, after);
    if (changed !== parent) this.change(parentId, parent, changed, position);
  }

  private rowOf(id: string): ReadModelRow | null {
    const folded = this.rows.get(id);
    if (folded !== undefined) return folded;
    const row = this.currentRows(id);
    if (row === undefined) this.missing.add(id);
    return row ?? null;
  }

  private change(
    id: string,
    before: ReadModelRow | null,
    after: ReadModelRow | null,
    position: bigint,
  ): void {
    this.rows.set(id, after);
    this.own.put(id, before !== null, after, position);
    for (const [n, { rows }] of this.model.derived.entries())
      this.derived[n]?.putAll(
        before === null ? [] : rows(before),
        after === null ? [] : rows(after),
        position,
      );
  }
}

class TableFold implements TableChanges {
  readonly opened: Version[] = [];
  readonly ended: Ending[] = [];
  private readonly latest = new Map<string, Version | null>();

  /** `existed`: whether the row had a current version, in the table or from this batch. */
  put(id: string, existed: boolean, row: ReadModelRow | null, position: bigint): void {
    const latest = this.latest.get(id);
    if (latest?.from === position && row !== null) {
      latest.row = row;
      return;
    }
    if (latest) latest.to = position;
    else if (latest === undefined && existed) this.ended.push({ id, to: position });
    const version = row === null ? null : { row, from: position, to: null };
    if (version !== null) this.opened.push(version);
    this.latest.set(id, version);
  }

  putAll(before: readonly ReadModelRow[], after: readonly ReadModelRow[], position: bigint): void {
    const old = new Map(before.map((row) => [row.id, row]));
    for (const row of after) {
      const previous = old.get(row.id);
      old.delete(row.id);
      if (previous === undefined || !sameRow(previous, row))
        this.put(row.id, previous !== undefined, row, position);
    }
    for (const id of old.keys()) this.put(id, true, null, position);
  }
}

function guarded(model: AnyReadModel, recorded: RecordedEvent, work: () => void): void {
  try {
    work();
  } catch (cause) {
    throw new ProjectionFailed(model.projection.name, recorded, cause);
  }
}

/** Derived rows are flat: their columns are compared one by one. */
function sameRow(a: ReadModelRow, b: ReadModelRow): boolean {
  const others = new Map(Object.entries(b));
  const fields = Object.entries(a);
  return fields.length === others.size && fields.every(([name, value]) => others.get(name) === value);
}
