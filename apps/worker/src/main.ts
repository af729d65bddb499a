import { connectEventStore } from '@songhanh/event-log';
import { pino } from 'pino';
import { type Environment, readEnvironment } from './environment.ts';
import { createApiClient } from './platform/api-client.ts';
import { ensureGroup, takeRequests } from './platform/report-requests.ts';
import { makeReport } from './reports/make-report.ts';
import type { ReportKind } from './reports/report-kind.ts';

const group = 'reports';
const reportsAtOnceMax = 2;
/** How long what is under way may take after the signal to stop. */
const stopMsMax = 8_000;
/** How long a store that does not answer is asked again at the start. */
const storeMsMax = 60_000;
const storePauseMs = 500;

try {
  await run(readEnvironment(process.env));
} catch (error) {
  process.stderr.write(`songhanh-worker: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

async function run(environment: Environment): Promise<void> {
  const { apiUrl: url, serviceToken: token, reportAttemptsMax: attemptsMax } = environment;
  const logger = pino({ level: environment.logLevel, base: null });
  const client = connectEventStore(environment.eventStoreUrl);
  await patiently(() => ensureGroup(client, group));
  const api = createApiClient({ url, token, language: 'vi' });
  const taking = takeRequests({
    client,
    group,
    atOnceMax: reportsAtOnceMax,
    handle: async (request) => makeReport({ api, kinds: await reportKinds(), attemptsMax }, request),
    onNews: (news) => logger.warn(news),
  });
  await taking.ready;
  process.stdout.write(`${JSON.stringify({ msg: 'ready' })}\n`);

  const stop = async () => {
    await taking.close(stopMsMax);
    await client.dispose();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
  await reportKinds();
}

/** Charts and documents take a second to load: the worker is ready before, and loads them once it is. */
async function reportKinds(): Promise<ReadonlyMap<string, ReportKind>> {
  return (await import('./reports/report-kinds.ts')).reportKinds;
}

async function patiently(work: () => Promise<void>): Promise<void> {
  for (const until = performance.now() + storeMsMax; ; ) {
    try {
      return await work();
    } catch (error) {
      if (performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, storePauseMs));
    }
  }
}
