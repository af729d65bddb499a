/**
 * Runs before start, test, check, bench and dev: installs what is missing and, unless `--no-build` is given, builds
 * what is stale. Plain JavaScript without dependencies: it runs on whatever Node is there before ours is.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { markBuilt, staleBuilds } from './built.mjs';
import { missingInstall } from './installed.mjs';
import { say } from './words.mjs';

const nodeMajorMin = 20;
const root = fileURLToPath(new URL('../..', import.meta.url));

try {
  prepare(process.argv.includes('--no-build'));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

function prepare(withoutBuild) {
  if (Number(process.versions.node.split('.')[0]) < nodeMajorMin)
    throw new Error(
      say(
        `Song Hành cần Node.js ${nodeMajorMin} trở lên; máy này đang dùng ${process.versions.node}.`,
        `Song Hành needs Node.js ${nodeMajorMin} or later; this is ${process.versions.node}.`,
      ),
    );
  const missing = missingInstall(root);
  if (missing !== null) install(missing);
  if (!withoutBuild) build();
}

function install(command) {
  console.log(say('Đang cài các gói còn thiếu…', 'Installing what is missing…'));
  run('npm', [command, '--no-audit', '--no-fund', '--loglevel=error'], {
    vi: 'Cài đặt không thành công: xem thông báo của npm ở trên.',
    en: 'The installation failed: see what npm says above.',
  });
}

function build() {
  const stale = staleBuilds(root);
  if (stale.length === 0) return;
  console.log(say(`Đang dựng ${stale.join(', ')}…`, `Building ${stale.join(', ')}…`));
  const startedAt = new Date();
  const filters = stale.map((name) => `--filter=${name}`);
  run('turbo', ['run', 'build', '--output-logs=errors-only', '--no-update-notifier', ...filters], {
    vi: 'Dựng không thành công: xem lỗi ở trên.',
    en: 'The build failed: see the errors above.',
  });
  markBuilt(root, stale, startedAt);
}

function run(command, args, failure) {
  const bin = join(root, 'node_modules', '.bin');
  const separator = process.platform === 'win32' ? ';' : ':';
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: {
      ...process.env,
      PATH: `${bin}${separator}${process.env.PATH}`,
      TURBO_TELEMETRY_DISABLED: '1',
      DO_NOT_TRACK: '1',
    },
  });
  if (status !== 0) throw new Error(say(failure.vi, failure.en));
}
