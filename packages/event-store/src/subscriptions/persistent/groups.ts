import type { StatementSync } from 'node:sqlite';
import type { EventLog } from '../../log/event-log.ts';
import { ownEvent } from '../../log/record.ts';
import { DataFolderError } from '../../log/schema.ts';
import type { CommitHub } from '../commit-hub.ts';
import { Group } from './group.ts';
import { parkedStreamOf } from './parked.ts';
import type { GroupKey, GroupSettings } from './settings.ts';
import { firstOrderOf } from './source.ts';
import { storedGroups } from './stored-groups.ts';

const configurationStream = '$persistentSubscriptionConfig';

/** All persistent subscriptions of the node. Their settings and checkpoints are rows of the log's database. */
export class Groups {
  readonly #log: EventLog;
  readonly #hub: CommitHub;
  readonly #groups = new Map<string, Group>();
  readonly #insert: StatementSync;
  readonly #update: StatementSync;
  readonly #delete: StatementSync;
  readonly #checkpoint: StatementSync;

  constructor(log: EventLog, hub: CommitHub) {
    this.#log = log;
    this.#hub = hub;
    const sql = (text: string) => log.database.prepare(text);
    this.#insert = sql('INSERT INTO subscription (stream, group_name, settings) VALUES (?, ?, ?)');
    this.#update = sql(
      'UPDATE subscription SET settings = ?, checkpoint = ? WHERE stream = ? AND group_name = ?',
    );
    this.#delete = sql('DELETE FROM subscription WHERE stream = ? AND group_name = ?');
    this.#checkpoint = sql('UPDATE subscription SET checkpoint = ? WHERE stream = ? AND group_name = ?');
    this.#load();
  }

  /** The position of the newest event in the log. */
  get lastPosition(): number {
    return this.#log.lastPosition;
  }

  find(key: GroupKey): Group | undefined {
    return this.#groups.get(idOf(key));
  }

  list(): Group[] {
    return [...this.#groups.values()];
  }

  /**
   * False when the group exists, or one whose parked stream has the same name: `b::c` of `a` beside `c` of `a::b`.
   * Resolves when the group is on disk.
   */
  async create(key: GroupKey, wanted: GroupSettings): Promise<boolean> {
    const parkedName = parkedStreamOf(key);
    if (this.list().some(({ parked }) => parked.name === parkedName)) return false;
    const settings = { ...wanted, firstOrder: firstOrderOf(this.#log, key, wanted) };
    this.#open(key, settings, null);
    try {
      const stored = this.#transact(() => this.#insert.run(key.stream, key.group, JSON.stringify(settings)));
      await Promise.all([stored, this.#tell('created', key, settings)]);
    } catch (error) {
      this.#groups.delete(idOf(key));
      throw error;
    }
    return true;
  }

  /**
   * Replaces the settings; connected consumers are dropped and connect again. A new start counts only while the group
   * has no checkpoint; the filter stays. False when there is no such group.
   */
  async update(key: GroupKey, wanted: GroupSettings): Promise<boolean> {
    const group = this.find(key);
    if (group === undefined) return false;
    group.close();
    const before = group.settings;
    const checkpoint = group.lastCheckpoint;
    const starts = checkpoint === null && wanted.startFrom !== before.startFrom;
    const firstOrder = starts ? firstOrderOf(this.#log, key, wanted) : before.firstOrder;
    const settings = { ...wanted, filter: before.filter, firstOrder };
    this.#open(key, settings, checkpoint);
    const stored = this.#transact(() =>
      this.#update.run(JSON.stringify(settings), checkpoint, key.stream, key.group),
    );
    await this.#stored(stored, this.#tell('updated', key, settings), () =>
      this.#open(key, before, checkpoint),
    );
    return true;
  }

  /** Drops the consumers, forgets the group and soft-deletes its parked stream. False when there is no such group. */
  async delete(key: GroupKey): Promise<boolean> {
    const group = this.find(key);
    if (group === undefined) return false;
    group.close();
    this.#groups.delete(idOf(key));
    const stored = this.#transact(() => this.#delete.run(key.stream, key.group));
    await this.#stored(stored, this.#tell('deleted', key, null), () =>
      this.#open(key, group.settings, group.lastCheckpoint),
    );
    if (group.parked.count > 0) group.parked.delete();
    return true;
  }

  /** Waits for the disk; where a change did not reach it the group goes on as it was. */
  async #stored(row: Promise<void>, event: Promise<void>, goOnAsBefore: () => void): Promise<void> {
    const [kept] = await Promise.allSettled([row, event]);
    if (kept.status === 'fulfilled') return;
    goOnAsBefore();
    throw kept.reason;
  }

  /** Drops all consumers and starts every group again from its checkpoint. */
  restart(): void {
    for (const group of this.list()) {
      group.close();
      this.#open(group.key, group.settings, group.lastCheckpoint);
    }
  }

  /** Stores every checkpoint; the log must still be open. */
  close(): void {
    for (const group of this.list()) group.close();
  }

  #load(): void {
    for (const stored of storedGroups(this.#log.database)) {
      if ('damage' in stored) throw unusable(stored.damage);
      this.#open(stored.key, stored.settings, stored.checkpoint);
    }
  }

  #open(key: GroupKey, settings: GroupSettings, checkpoint: number | null): void {
    const save = (order: number) => void this.#checkpoint.run(order, key.stream, key.group);
    const group = new Group({ log: this.#log, hub: this.#hub, save }, key, settings, checkpoint);
    this.#groups.set(idOf(key), group);
  }

  /** `$all` tells of every change, as in EventStoreDB, in the same transaction; the rows decide. */
  #tell(change: string, key: GroupKey, settings: GroupSettings | null): Promise<void> {
    const event = ownEvent('$PersistentConfig1', JSON.stringify({ change, ...key, settings }));
    return new Promise((resolve, reject) => {
      this.#log.append(configurationStream, 'any', [event], (outcome) =>
        outcome.ok ? resolve() : reject(outcome.error),
      );
    });
  }

  #transact(apply: () => unknown): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#log.transact(
        () => void apply(),
        (outcome) => (outcome.ok ? resolve() : reject(outcome.error)),
      );
    });
  }
}

function unusable(damage: string): DataFolderError {
  return new DataFolderError(
    `The data folder is damaged: ${damage}. Restore a backup, or salvage the folder and create the persistent subscriptions again that it names.`,
  );
}

function idOf({ stream, group }: GroupKey): string {
  return `${stream}\0${group}`;
}
