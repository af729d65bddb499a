import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { BoundedMap, weightOfText } from './bounded-map.ts';

const cachedNamesMax = 100_000;

/** The numbers that stand for stream names or event types in the record table. A name keeps its number for ever. */
export class Names {
  readonly #ids = new BoundedMap<string, number>(cachedNamesMax, weightOfText);
  readonly #names = new BoundedMap<number, string>(cachedNamesMax, (_id, name) => weightOfText(name));
  readonly #findId: StatementSync;
  readonly #findName: StatementSync;
  readonly #findFrom: StatementSync;
  readonly #insert: StatementSync;

  constructor(database: DatabaseSync, table: 'stream' | 'event_type') {
    this.#findId = database.prepare(`SELECT id FROM ${table} WHERE name = ?`);
    this.#findName = database.prepare(`SELECT name FROM ${table} WHERE id = ?`);
    this.#findFrom = database.prepare(`SELECT name FROM ${table} WHERE name >= ? ORDER BY name LIMIT 1`);
    this.#insert = database.prepare(`INSERT INTO ${table} (name) VALUES (?)`);
  }

  find(name: string): number | undefined {
    const cached = this.#ids.get(name);
    if (cached !== undefined) return cached;
    const id = this.#findId.get(name)?.id;
    return id === undefined ? undefined : this.#remember(name, Number(id));
  }

  /** The name's number, given now if it has none. Only inside a transaction. */
  intern(name: string): number {
    return this.find(name) ?? this.give(name);
  }

  /** A number for a name that has none; not kept, as most streams are short. Only inside a transaction. */
  give(name: string): number {
    return Number(this.#insert.run(name).lastInsertRowid);
  }

  nameOf(id: number): string {
    const cached = this.#names.get(id);
    if (cached !== undefined) return cached;
    const name = String(this.#findName.get(id)?.name);
    this.#remember(name, id);
    return name;
  }

  someStartsWith(prefix: string): boolean {
    const first = this.#findFrom.get(prefix)?.name;
    return typeof first === 'string' && first.startsWith(prefix);
  }

  /** Forgets what an undone transaction may have given out. */
  forget(): void {
    this.#ids.clear();
    this.#names.clear();
  }

  #remember(name: string, id: number): number {
    this.#ids.set(name, id);
    this.#names.set(id, name);
    return id;
  }
}
