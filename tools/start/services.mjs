import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { superviseChild } from './child.mjs';
import { recordOf } from './lines.mjs';
import { root } from './places.mjs';
import { StartFault } from './words.mjs';

/** Milliseconds that each may take to end before it is killed; the store writes its last batch in that time. */
const stopMsMax = { worker: 15_000, api: 15_000, store: 15_000, build: 3_000 };

/** @param watch what supervises the children and shows what they say */
export function startStore({ dataDir, port }, watch) {
  const args = ['packages/event-store/src/command.ts', '--data-dir', join(dataDir, 'event-store'), '--port'];
  const child = superviseChild({
    ...watch,
    name: 'event-store',
    // A restarted store must be where the API looks for it: a free port is taken once and then kept.
    args: () => [...args, String(port)],
    stopMsMax: stopMsMax.store,
    readyOf: (line) => {
      const connectionString = /^Event store ready at (\S+)$/u.exec(line)?.[1];
      if (connectionString !== undefined) port = Number(/:(\d+)/u.exec(connectionString)?.[1] ?? port);
      return connectionString;
    },
  });
  return child;
}

export function startApi({ isDev, env, port }, watch) {
  const main = 'apps/api/dist/main.js';
  if (!existsSync(join(root, main)))
    throw new StartFault(
      'API chưa được dựng (thiếu apps/api/dist/main.js); hãy chạy bằng npm start.',
      'The API is not built (apps/api/dist/main.js is missing); start it by npm start.',
    );
  return superviseChild({
    ...watch,
    name: 'api',
    args: () => ['--enable-source-maps', main],
    env: () => ({ ...env, PORT: String(port) }),
    stopMsMax: stopMsMax.api,
    waits: isDev,
    readyOf: (line) => {
      const ready = readyRecord(line);
      if (ready === undefined) return undefined;
      port = Number(new URL(ready.url).port || port);
      return { port };
    },
  });
}

export function startWorker({ isDev, env }, watch) {
  return superviseChild({
    ...watch,
    name: 'worker',
    args: () => [...(isDev ? ['--watch'] : []), 'apps/worker/src/main.ts'],
    env: () => env,
    stopMsMax: stopMsMax.worker,
    readyOf: readyRecord,
  });
}

/** `vite build --watch` of the API; ready after its first build, and told of each later one. */
export function startApiBuild(watch, onBuilt) {
  let builds = 0;
  return superviseChild({
    ...watch,
    name: 'api-build',
    args: () => [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--watch', '--clearScreen', 'false'],
    cwd: join(root, 'apps/api'),
    stopMsMax: stopMsMax.build,
    readyOf: (line) => {
      if (!/\bbuilt in\b/u.test(line)) return undefined;
      builds += 1;
      if (builds > 1) onBuilt();
      return true;
    },
  });
}

/** Vite's own server for the admin app, in front of the API. */
export function startAdmin({ apiUrl, port }, watch) {
  return superviseChild({
    ...watch,
    name: 'admin',
    args: () => [join(root, 'node_modules/vite/bin/vite.js'), '--strictPort', '--clearScreen', 'false'],
    env: () => ({ PORT: String(port), SONGHANH_API_URL: apiUrl, NO_COLOR: '1' }),
    cwd: join(root, 'apps/admin'),
    stopMsMax: stopMsMax.build,
    readyOf: (line) => /Local:\s+(\S+)/u.exec(line)?.[1],
  });
}

function readyRecord(line) {
  const record = recordOf(line);
  return record?.msg === 'ready' ? record : undefined;
}
