import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartFault } from './words.mjs';

/** Attempts to take the lock while others come and go. */
const attemptsMax = 5;

/**
 * One supervisor owns a data folder. The file `lock` names its process; a lock whose process is gone, or whose
 * number was given to another process since, is taken over.
 * @param {string} folder
 * @throws {StartFault} when a living supervisor holds the folder
 */
export function lockDataFolder(folder) {
  const path = join(folder, 'lock');
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid) });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, mine);
  try {
    for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
      if (linked(draft, path)) return { release: () => releaseIfMine(path, mine) };
      const held = readOrNull(path);
      if (held === null) continue;
      const holder = holderOf(held);
      if (holder !== null) throw lockedBy(folder, holder);
      removeStale(path, held);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  throw lockedBy(folder, null);
}

/** A link is made whole or not at all, and never over another file. */
function linked(draft, path) {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** The living process that a lock names, or null. */
function holderOf(held) {
  try {
    const { pid, started } = JSON.parse(held);
    process.kill(pid, 0);
    return started === startOf(pid) ? pid : null;
  } catch (error) {
    return error.code === 'EPERM' ? JSON.parse(held).pid : null;
  }
}

/** Moved away first: two that find the same stale lock must not remove each other's new one. */
function removeStale(path, held) {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (readOrNull(aside) !== held) linked(aside, path);
  rmSync(aside, { force: true });
}

function releaseIfMine(path, mine) {
  if (readOrNull(path) === mine) unlinkSync(path);
}

/** When a process began, in the kernel's own ticks; null where the system does not tell. */
function startOf(pid) {
  const stat = readOrNull(`/proc/${pid}/stat`);
  return stat === null ? null : stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}

function readOrNull(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function lockedBy(folder, pid) {
  const vi = pid === null ? '' : ` (tiến trình ${pid})`;
  const en = pid === null ? '' : ` (process ${pid})`;
  return new StartFault(
    `Thư mục dữ liệu ${folder} đang được một Song Hành khác dùng${vi}; hãy dừng nó hoặc đặt DATA_DIR khác.`,
    `The data folder ${folder} is in use by another Song Hành${en}; stop that one or set another DATA_DIR.`,
  );
}
