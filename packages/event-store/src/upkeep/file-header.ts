import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { isOurMark } from '../log/schema.ts';

/** The header of a database file, https://www.sqlite.org/fileformat.html#the_database_header. */
const headerBytes = 100;
const magic = Buffer.from('SQLite format 3\0', 'latin1');
const pageBytes = 4096;

/** What is missing at the end of a node's log, in words; null when nothing is. */
export function missingIn(file: string): string | null {
  return withHeader(file, 'r', (header, fileBytes) => {
    if (!hasMagic(header) || !isOurs(header)) return null;
    const pages = header.readUInt32BE(28);
    const missing = pages - Math.ceil(fileBytes / pageBytes);
    return missing > 0 ? `it is cut off, ${missing} of its ${pages} pages missing` : null;
  });
}

/** What is damaged at the beginning of a node's log and can be written anew, in words; null when nothing is. */
export function faultOfBeginning(file: string): string | null {
  return withHeader(file, 'r', (header) =>
    hasMagic(header) || !isOurs(header)
      ? null
      : `its first ${magic.length} bytes are not those that were written`,
  );
}

/** Writes what every database file begins with. */
export function mendBeginning(file: string): void {
  withHeader(file, 'r+', (_, __, descriptor) => writeSync(descriptor, magic, 0, magic.length, 0));
}

function withHeader<T>(
  file: string,
  flags: 'r' | 'r+',
  use: (header: Buffer, fileBytes: number, descriptor: number) => T,
): T {
  const descriptor = openSync(file, flags);
  try {
    const header = Buffer.alloc(headerBytes);
    readSync(descriptor, header, 0, headerBytes, 0);
    return use(header, fstatSync(descriptor).size, descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function hasMagic(header: Buffer): boolean {
  return header.subarray(0, magic.length).equals(magic);
}

/** Whether what stands behind the magic is a node's: pages of 4 KiB, one of the two journals, and constants. */
function isOurs(header: Buffer): boolean {
  const [write, read, ...constants] = header.subarray(18, 24);
  const isJournal = (version: number | undefined) => version === 1 || version === 2;
  return (
    header.readUInt16BE(16) === pageBytes &&
    isJournal(write) &&
    isJournal(read) &&
    Buffer.from(constants).equals(Buffer.from([0, 64, 32, 32])) &&
    isOurMark(header.readUInt32BE(68), header.readUInt32BE(60))
  );
}
