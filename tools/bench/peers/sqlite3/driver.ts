import { DatabaseSync, type SQLInputValue } from 'node:sqlite';

type Parameters = readonly unknown[];
type Done<T> = (this: { lastID: number; changes: number }, error: Error | null, result?: T) => void;
type Row = Record<string, unknown>;

/** A database of the driver sqlite3, as far as Emmett calls it: each statement answers by a callback, later. */
class Database {
  readonly #database: DatabaseSync;

  constructor(fileName: string) {
    this.#database = new DatabaseSync(fileName);
  }

  run(sql: string, ...rest: [Done<undefined>?] | [Parameters, Done<undefined>?]): void {
    this.#answer(rest, (values) => {
      const { lastInsertRowid, changes } = this.#database.prepare(sql).run(...values);
      return { about: { lastID: Number(lastInsertRowid), changes: Number(changes) }, result: undefined };
    });
  }

  all(sql: string, ...rest: [Done<Row[]>?] | [Parameters, Done<Row[]>?]): void {
    this.#answer(rest, (values) => ({ about: nothing, result: this.#database.prepare(sql).all(...values) }));
  }

  get(sql: string, ...rest: [Done<Row>?] | [Parameters, Done<Row>?]): void {
    this.#answer(rest, (values) => ({ about: nothing, result: this.#database.prepare(sql).get(...values) }));
  }

  close(): void {
    this.#database.close();
  }

  #answer<T>(
    rest: readonly (Parameters | Done<T> | undefined)[],
    work: (values: SQLInputValue[]) => { about: typeof nothing; result: T | undefined },
  ): void {
    const done = rest.find((one) => typeof one === 'function');
    const values = rest.find((one) => Array.isArray(one)) ?? [];
    let outcome: { about: typeof nothing; result: T | undefined } | undefined;
    let failure: Error | null = null;
    try {
      outcome = work(values.map(bound));
    } catch (cause) {
      failure = driverError(cause);
    }
    setImmediate(() => done?.call(outcome?.about ?? nothing, failure, outcome?.result));
  }
}

/** As the driver binds what SQLite has no type for: nothing as null, a boolean as a number, an object as its words. */
function bound(value: unknown): SQLInputValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'object' && !ArrayBuffer.isView(value) ? String(value) : (value as SQLInputValue);
}

const nothing = { lastID: 0, changes: 0 };

/** The driver's errors carry SQLite's primary result code, by which Emmett tells a version that was not expected. */
function driverError(cause: unknown): Error {
  const error = cause instanceof Error ? cause : new Error(String(cause));
  const { errcode } = error as Error & { errcode?: number };
  return errcode === undefined ? error : Object.assign(error, { errno: errcode & 0xff });
}

// biome-ignore lint/style/noDefaultExport: the driver is imported so.
export default { Database, OPEN_URI: 0x40, OPEN_READWRITE: 0x02, OPEN_CREATE: 0x04 };
