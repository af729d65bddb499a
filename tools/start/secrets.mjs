import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { StartFault } from './words.mjs';

const ownerOnly = 0o600;
const ownerOnlyFolder = 0o700;

/**
 * The secrets of an installation, in DATA_DIR/keys, made on its first start and readable by this user alone.
 * A master key is never made anew beside data that an earlier one wraps.
 * @param {string} folder
 * @param {{ isNew: boolean, world: 'sample' | 'empty' }} data
 */
export function keepSecrets(folder, { isNew, world }) {
  const keys = join(folder, 'keys');
  mkdirSync(keys, { recursive: true, mode: ownerOnlyFolder });
  const masterKeyFile = join(keys, 'master.key');
  if (isNew) kept(masterKeyFile, () => randomBytes(32).toString('base64'));
  else if (process.env.MASTER_KEY === undefined) refuseMissing(masterKeyFile);
  return {
    masterKeyFile,
    serviceToken: process.env.SERVICE_TOKEN || kept(join(keys, 'service.token'), token),
    firstAdministrator: isNew && world === 'empty' ? administratorOf(keys) : pendingAdministrator(keys),
  };
}

/** Told once: the password lives in a file only until it has been shown. */
export function forgetFirstAdministrator(folder) {
  rmSync(join(folder, 'keys', 'first-administrator.json'), { force: true });
}

function administratorOf(keys) {
  const email = process.env.FIRST_ADMIN_EMAIL || 'admin@songhanh.example';
  const password = process.env.FIRST_ADMIN_PASSWORD || randomBytes(12).toString('base64url');
  return JSON.parse(kept(join(keys, 'first-administrator.json'), () => JSON.stringify({ email, password })));
}

/** Of a first start that was broken off before the password was shown. */
function pendingAdministrator(keys) {
  const text = readOrNull(join(keys, 'first-administrator.json'));
  return text === null ? null : JSON.parse(text);
}

function token() {
  return randomBytes(32).toString('base64url');
}

function kept(path, make) {
  try {
    const file = openSync(path, 'wx', ownerOnly);
    writeSync(file, `${make()}\n`);
    fsyncSync(file);
    closeSync(file);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  return readFileSync(path, 'utf8').trim();
}

function refuseMissing(path) {
  if (readOrNull(path) !== null) return;
  throw new StartFault(
    `Thiếu khóa chủ ${path}: không có nó thì không đọc được dữ liệu cá nhân đã mã hóa; hãy khôi phục từ bản sao lưu.`,
    `The master key ${path} is missing: without it the encrypted personal data cannot be read; restore it from a backup.`,
  );
}

function readOrNull(path) {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}
