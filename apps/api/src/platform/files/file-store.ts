import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { and, eq, isNull, lt } from 'drizzle-orm';
import { fileTypeFromFile } from 'file-type';
import type { Database } from '../database/database.ts';
import { fileTable } from '../vault/vault.tables.ts';

/** Token of the file store. */
export const FILE_STORE = Symbol('FILE_STORE');

export interface StoredFile {
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  /** Media type found in the content, never the one claimed. */
  readonly mediaType: string;
}

/** Files by the digest of their content, on disk below the data folder. */
export interface FileStore {
  /**
   * Streams to disk while hashing; the answer comes when the content is durable.
   * @throws FileRefused when it is empty, too large, or not of a type that is taken
   */
  store(content: Readable, uploadedBy: string): Promise<StoredFile>;
  /** What is known of a stored file; null when there is none. Keeps an unbound one for another 24 hours. */
  touch(sha256: string): Promise<StoredFile | null>;
  /** An event binds it: it stays for ever. */
  bind(sha256: string): Promise<void>;
  /** Null when there is none. */
  read(sha256: string): Promise<{ readonly file: StoredFile; readonly content: Readable } | null>;
  /** Removes what nobody bound within 24 hours; answers how many. */
  sweep(): Promise<number>;
}

export class FileRefused extends Error {
  readonly reason: 'EMPTY' | 'TOO_LARGE' | 'TYPE_NOT_TAKEN';

  constructor(reason: FileRefused['reason']) {
    super(`the file is refused: ${reason}`);
    this.name = 'FileRefused';
    this.reason = reason;
  }
}

export const fileBytesMax = 25 * 1024 * 1024;
const unboundHoursMax = 24;

/** What departments exchange: documents, sheets, slides, pictures, archives of them; plain text besides. */
const mediaTypesTaken: readonly string[] = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/x-cfb',
  'application/zip',
  'image/jpeg',
  'image/png',
  'image/webp',
  'text/plain',
];

export function createFileStore({ db }: Database, folder: string): FileStore {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);

  async function find(sha256: string): Promise<StoredFile | null> {
    const [row] = await db.select().from(fileTable).where(eq(fileTable.sha256, sha256));
    return row === undefined ? null : { sha256, size: row.size, mediaType: row.mediaType };
  }

  async function keep(temporary: string, received: Received, uploadedBy: string): Promise<StoredFile> {
    const mediaType = await mediaTypeOf(temporary);
    const { sha256, size } = received;
    const path = pathOf(sha256);
    await mkdir(join(folder, sha256.slice(0, 2)), { recursive: true });
    await rename(temporary, path);
    await syncFolder(join(folder, sha256.slice(0, 2)));
    const touchedAt = new Date();
    await db
      .insert(fileTable)
      .values({ sha256, size, mediaType, uploadedBy, touchedAt })
      .onConflictDoUpdate({ target: fileTable.sha256, set: { touchedAt } });
    return { sha256, size, mediaType };
  }

  return {
    async store(content, uploadedBy) {
      await mkdir(folder, { recursive: true });
      const temporary = join(folder, `.${randomUUID()}.part`);
      try {
        return await keep(temporary, await receive(content, temporary), uploadedBy);
      } finally {
        await rm(temporary, { force: true });
      }
    },
    async touch(sha256) {
      await db.update(fileTable).set({ touchedAt: new Date() }).where(eq(fileTable.sha256, sha256));
      return find(sha256);
    },
    async bind(sha256) {
      await db
        .update(fileTable)
        .set({ boundAt: new Date() })
        .where(and(eq(fileTable.sha256, sha256), isNull(fileTable.boundAt)));
    },
    async read(sha256) {
      const file = await find(sha256);
      return file === null ? null : { file, content: createReadStream(pathOf(sha256)) };
    },
    async sweep() {
      const before = new Date(Date.now() - unboundHoursMax * 3_600_000);
      const gone = await db
        .delete(fileTable)
        .where(and(isNull(fileTable.boundAt), lt(fileTable.touchedAt, before)))
        .returning({ sha256: fileTable.sha256 });
      for (const { sha256 } of gone) await rm(pathOf(sha256), { force: true });
      return gone.length;
    },
  };
}

interface Received {
  readonly sha256: string;
  readonly size: number;
}

async function receive(content: Readable, path: string): Promise<Received> {
  const digest = createHash('sha256');
  let size = 0;
  const measured = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > fileBytesMax) return done(new FileRefused('TOO_LARGE'));
      digest.update(chunk);
      return done(null, chunk);
    },
  });
  await pipeline(content, measured, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }));
  if (size === 0) throw new FileRefused('EMPTY');
  return { sha256: digest.digest('hex'), size };
}

async function mediaTypeOf(path: string): Promise<string> {
  const found = await fileTypeFromFile(path);
  const mediaType = found?.mime ?? ((await isPlainText(path)) ? 'text/plain' : 'unknown');
  if (mediaTypesTaken.includes(mediaType)) return mediaType;
  throw new FileRefused('TYPE_NOT_TAKEN');
}

/** UTF-8 without control characters, as far as the first 64 KiB show. */
async function isPlainText(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, 0);
    const text = new TextDecoder('utf-8').decode(buffer.subarray(0, bytesRead), { stream: true });
    // Markup is not plain text: a browser might run it.
    return ![...text].some(isNoText) && !/^\s*</u.test(text);
  } finally {
    await file.close();
  }
}

/** A control character that no text has, or what stands for bytes that are no UTF-8. */
function isNoText(character: string): boolean {
  const code = character.charCodeAt(0);
  return code < 0x09 || (code > 0x0d && code < 0x20) || code === 0xfffd;
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync();
  await handle.close();
}
