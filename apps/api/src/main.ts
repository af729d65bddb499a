import { readEnvironment } from './environment.ts';
import { allManifests } from './extensions.ts';
import { createLogger } from './platform/telemetry/logger.ts';
import { type Api, startApi } from './start-api.ts';

/** How long the end may take before the process is given up. */
const stopMsMax = 20_000;

try {
  const environment = readEnvironment(process.env);
  const logger = createLogger(environment.logLevel);
  const api = await startApi(environment, await allManifests(environment.extensions), logger);
  stopOnSignals(api);
  await api.ready;
  process.stdout.write(`${JSON.stringify({ msg: 'ready', url: api.url })}\n`);
} catch (error) {
  process.stderr.write(`songhanh-api: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

function stopOnSignals(api: Api): void {
  const stop = (): void => {
    setTimeout(() => process.exit(1), stopMsMax).unref();
    api.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
}
