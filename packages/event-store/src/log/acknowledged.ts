import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { DataFolderError, reasonOf } from './schema.ts';

const digits = 16;

/**
 * Remembers the newest position whose commit was synced, in a file beside the log. It is written after the sync and
 * not synced itself: it costs microseconds, survives the death of the process, and is never ahead of the log. A log
 * that ends before it has lost answered appends, which SQLite would pass over in silence when its write-ahead log
 * is damaged.
 */
export class Acknowledged {
  readonly #descriptor: number;

  constructor(file: string) {
    this.#descriptor = openSync(file, existsSync(file) ? 'r+' : 'w');
  }

  note(position: number): void {
    writeSync(this.#descriptor, noteOf(position), 0);
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

/** The position in digits and their CRC-32: a flipped bit makes other digits, which would be believed. */
function noteOf(position: number): string {
  const number = String(position).padStart(digits, '0');
  return `${number}:${crc32(number).toString(16).padStart(8, '0')}`;
}

/** `damage` is a sentence without its stop, and `position` 0 then. */
export type Note = { position: number; damage: string | null };

const noteLength = noteOf(0).length;
const looksMax = 3;

/** What `file` notes: 0 when there is none. What seems damaged is looked at again: a running node may be writing it. */
export function readNote(file: string): Note {
  for (let look = 1; look <= looksMax && existsSync(file); look += 1) {
    const position = positionIn(textOf(file));
    if (position !== null) return { position, damage: null };
  }
  if (!existsSync(file)) return { position: 0, damage: null };
  const damage = `${file} is damaged: it tells up to where events had been answered, and has a wrong checksum`;
  return { position: 0, damage };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch (error) {
    throw new DataFolderError(
      `${file} cannot be read: ${reasonOf(error)}. Run this as the user that runs the node.`,
    );
  }
}

/**
 * Null when it is damaged. An older version wrote the digits alone. As nothing is synced, a power cut may leave it empty,
 * short or filled up with zeros: nothing is noted then.
 */
function positionIn(text: string): number | null {
  const position = Number(/^\d{16}/.exec(text)?.[0] ?? 0);
  if (text.length === digits || text === noteOf(position)) return position;
  return text.length < noteLength || text.includes('\0') ? 0 : null;
}
