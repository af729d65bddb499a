import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { banner } from './banner.mjs';
import { makeDataFolder, openDataFolder } from './data-folder.mjs';
import { untilReady } from './health.mjs';
import { lockDataFolder } from './lock.mjs';
import { nodeBinary, root } from './places.mjs';
import { portNamed, refuseTakenPort } from './ports.mjs';
import { forgetFirstAdministrator, keepSecrets } from './secrets.mjs';
import { startAdmin, startApi, startApiBuild, startStore, startWorker } from './services.mjs';
import { watcher } from './watch.mjs';

/**
 * Starts everything in its order and keeps it up until `stop`.
 * @param {{ dataDir: string, isEmpty: boolean, isDev: boolean, isVerbose: boolean,
 *   until?: string, events?: string }} options
 * @param {(fault: Error) => void} onFault told when a child has been given up
 */
export function createSupervisor(options, onFault) {
  const { dataDir, isEmpty, isDev } = options;
  const startedAt = performance.now();
  /** In the order of their start; they stop in the opposite one. */
  const children = [];
  const stopping = new AbortController();
  let lock = null;

  const up = async (start) => {
    if (stopping.signal.aborted) throw new Stopped();
    const child = start();
    children.push(child);
    const value = await child.ready;
    if (stopping.signal.aborted) throw new Stopped();
    return value;
  };

  const start = async () => {
    makeDataFolder(dataDir);
    lock = lockDataFolder(dataDir);
    const settings = await readSettings(options);
    const data = openDataFolder(dataDir, isEmpty ? 'empty' : 'sample', options.until);
    const secrets = keepSecrets(dataDir, data);
    const demo = data.world === 'sample' ? readDemo(data.until) : Promise.resolve(null);
    demo.catch(() => {});

    const watch = watcher(options, onFault);
    const storeUrl =
      process.env.EVENTSTORE_URL ||
      (await up(() => startStore({ dataDir, port: settings.storePort }, watch('event-store'))));
    let apiChild = null;
    if (isDev) await up(() => startApiBuild(watch('api-build'), () => apiChild?.restart()));
    const apiEnv = await apiEnvironment({ options, data, secrets, storeUrl, demo, host: settings.host });
    const api = await up(() => {
      apiChild = startApi({ isDev, port: settings.port, env: apiEnv }, watch('api'));
      return apiChild;
    });
    const inner = innerUrl(settings.host, api.port);
    const env = { API_URL: inner, EVENTSTORE_URL: storeUrl, SERVICE_TOKEN: secrets.serviceToken };
    await Promise.all([
      untilReady(inner, stopping.signal),
      up(() => startWorker({ isDev, env }, watch('worker'))),
    ]);
    const address = isDev
      ? await up(() => startAdmin({ apiUrl: inner, port: settings.adminPort }, watch('admin')))
      : outerUrl(settings.host, api.port);
    const { firstAdministrator } = secrets;
    const took = ((performance.now() - startedAt) / 1000).toFixed(1);
    const apiUrl = outerUrl(settings.host, api.port);
    console.log(
      banner({ address, apiUrl, storeUrl, dataDir, demo: await demo, firstAdministrator, isDev, took }),
    );
    forgetFirstAdministrator(dataDir);
  };

  const stop = async () => {
    stopping.abort();
    for (const child of [...children].reverse()) await child.stop();
    lock?.release();
    lock = null;
  };

  const kill = () => {
    for (const child of children) child.kill();
  };
  return { start, stop, kill };
}

/** The start was broken off by `stop`. */
export class Stopped extends Error {}

async function readSettings({ isDev }) {
  const host = process.env.HOST || '127.0.0.1';
  const port = portNamed('PORT', 4000);
  const storePort = portNamed('EVENTSTORE_PORT', 2113);
  const adminPort = portNamed('ADMIN_PORT', 5173);
  await refuseTakenPort('PORT', host, port);
  if (!process.env.EVENTSTORE_URL) await refuseTakenPort('EVENTSTORE_PORT', '127.0.0.1', storePort);
  if (isDev) await refuseTakenPort('ADMIN_PORT', '127.0.0.1', adminPort);
  return { host, port, storePort, adminPort };
}

async function apiEnvironment({ options, data, secrets, storeUrl, demo, host }) {
  const { firstAdministrator } = secrets;
  const sample = await demo;
  return {
    HOST: host,
    DATA_DIR: options.dataDir,
    EVENTSTORE_URL: storeUrl,
    SERVICE_TOKEN: secrets.serviceToken,
    MASTER_KEY_FILE: secrets.masterKeyFile,
    SAMPLE_WORLD: data.world === 'sample' ? '1' : '0',
    ...(data.until === undefined ? {} : { SAMPLE_UNTIL: data.until }),
    ...(options.events === undefined ? {} : { SAMPLE_EVENTS: options.events }),
    ...(sample === null ? {} : { DEMO_TODAY: sample.today }),
    ...(firstAdministrator === null
      ? {}
      : {
          FIRST_ADMIN_EMAIL: firstAdministrator.email,
          FIRST_ADMIN_PASSWORD: firstAdministrator.password,
        }),
  };
}

/** Where the visitor stands: behind the last day that was played, and never before the sample world's own day. */
function businessDayAfter(until, day) {
  if (until === undefined) return day;
  const next = new Date(Date.parse(`${until}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return next > day ? next : day;
}

async function readDemo(until) {
  const { stdout } = await promisify(execFile)(nodeBinary, [join(root, 'tools/start/demo.ts')], {
    cwd: root,
  });
  const demo = JSON.parse(stdout);
  return { ...demo, today: process.env.DEMO_TODAY || businessDayAfter(until, demo.today) };
}

/** How the processes of this machine reach the API, where it listens on all addresses too. */
function innerUrl(host, port) {
  const name = { '0.0.0.0': '127.0.0.1', '::': '[::1]', '::1': '[::1]' }[host] ?? host;
  return `http://${name}:${port}`;
}

/** What people type: the loopback address has a name. */
function outerUrl(host, port) {
  if (process.env.PUBLIC_URL) return process.env.PUBLIC_URL.replace(/\/+$/u, '');
  const name = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host) ? 'localhost' : host;
  return `http://${name}:${port}`;
}
