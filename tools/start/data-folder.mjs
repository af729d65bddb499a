import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartFault } from './words.mjs';

/** Raised when an older Song Hành could not read what this one writes. */
const formatVersion = 1;
const formatName = 'song-hanh-data';

/** @throws {StartFault} when the folder cannot be made or written */
export function makeDataFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    readdirSync(folder);
  } catch (error) {
    throw new StartFault(
      `Không dùng được thư mục dữ liệu ${folder} (${error.code}); hãy đặt DATA_DIR là thư mục ghi được.`,
      `The data folder ${folder} cannot be used (${error.code}); set DATA_DIR to a folder that can be written.`,
    );
  }
}

/**
 * Reads what the folder holds, or marks a new one; the caller holds its lock.
 * @param {string} folder
 * @param {'sample' | 'empty'} asked the world that a new folder is made for
 * @param {string | undefined} until last day, YYYY-MM-DD, that the sample world of a new folder is played to
 * @returns {{ world: 'sample' | 'empty', until: string | undefined, isNew: boolean }}
 * @throws {StartFault} when it is broken, of a newer version, of something else, or of another world or day
 */
export function openDataFolder(folder, asked, until) {
  const path = join(folder, 'format.json');
  const text = readText(path);
  if (text === null) {
    refuseForeign(folder);
    const format = { format: formatName, version: formatVersion, world: asked, until };
    writeWhole(path, `${JSON.stringify(format)}\n`);
    return { world: asked, until, isNew: true };
  }
  const { world, until: played } = parseFormat(folder, text);
  if (asked === 'empty' && world === 'sample')
    throw new StartFault(
      `Thư mục dữ liệu ${folder} đã chứa dữ liệu minh họa; hãy đặt DATA_DIR khác để bắt đầu trống.`,
      `The data folder ${folder} holds the sample world; set another DATA_DIR to start empty.`,
    );
  if (until !== undefined && until !== played)
    throw new StartFault(
      `Dữ liệu minh họa trong ${folder} đã được dựng đến ngày khác; hãy đặt DATA_DIR khác để dùng --until ${until}.`,
      `The sample world in ${folder} was played to another day; set another DATA_DIR for --until ${until}.`,
    );
  return { world, until: played, isNew: false };
}

/** Only the lock may be there before the format is written. */
function refuseForeign(folder) {
  const others = readdirSync(folder).filter((name) => !/^(?:lock(?:\..+)?|format\.json\.new)$/u.test(name));
  if (others.length === 0) return;
  throw new StartFault(
    `Thư mục ${folder} có ${others[0]} nhưng không có format.json: đó không phải dữ liệu của Song Hành, hoặc dữ liệu đã hỏng.`,
    `The folder ${folder} holds ${others[0]} but no format.json: it is not Song Hành's data, or it is broken.`,
  );
}

function parseFormat(folder, text) {
  const format = parsed(text);
  const known = format?.format === formatName && Number.isInteger(format.version);
  if (!known || (format.version <= formatVersion && !['sample', 'empty'].includes(format.world)))
    throw new StartFault(
      `Thư mục dữ liệu ${folder} bị hỏng: không đọc được format.json; hãy khôi phục từ bản sao lưu.`,
      `The data folder ${folder} is broken: its format.json cannot be read; restore it from a backup.`,
    );
  if (format.version > formatVersion)
    throw new StartFault(
      `Thư mục dữ liệu ${folder} do bản Song Hành mới hơn ghi (định dạng ${format.version}, bản này biết ${formatVersion}); hãy cập nhật.`,
      `The data folder ${folder} was written by a newer Song Hành (format ${format.version}, this one knows ${formatVersion}); update it.`,
    );
  return format;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

function writeWhole(path, text) {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}
