import { cpus, totalmem } from 'node:os';

/** The machine, as printed above every table: figures mean nothing without it. */
export function machine(): Record<string, string | number> {
  const all = cpus();
  return {
    cpu: all[0]?.model ?? 'unknown',
    cores: all.length,
    memoryGiB: Math.round(totalmem() / 1024 ** 3),
    node: process.version,
    fsync:
      'embedded node, bare SQLite: WAL, fdatasync before each answer; PostgreSQL: fsync=on, synchronous_commit=on',
  };
}
