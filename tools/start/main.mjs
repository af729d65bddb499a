/**
 * The supervisor: one command that starts the event store, the API and the worker, keeps them up and stops them.
 * Plain JavaScript without dependencies: it runs on the Node that the machine has, its children on ours.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { watchParent } from './parent.mjs';
import { root } from './places.mjs';
import { createSupervisor, Stopped } from './supervisor.mjs';
import { StartFault, say } from './words.mjs';

/** A terminal's Ctrl-C may arrive twice, by npm too: only a later one means "at once". */
const againMsMin = 1_000;

const eventsMax = 10_000_000;

const options = readOptions();
let stoppedAt = null;
let exitCode = 0;
const supervisor = createSupervisor(options, (fault) => fail(fault));

process.on('SIGINT', stop);
process.on('SIGTERM', stop);
process.on('SIGHUP', stop);
if (process.env.npm_lifecycle_event !== undefined) watchParent(stop);

supervisor.start().catch((error) => {
  if (!(error instanceof Stopped)) fail(error);
});

function fail(error) {
  if (stoppedAt !== null) return;
  exitCode = 1;
  console.error(error instanceof StartFault ? error.message : (error.stack ?? String(error)));
  stopAll();
}

function stop() {
  if (stoppedAt === null) {
    console.log(say('\nĐang dừng…', '\nStopping…'));
    stopAll();
  } else if (performance.now() - stoppedAt > againMsMin) supervisor.kill();
}

function stopAll() {
  stoppedAt = performance.now();
  supervisor.stop().then(
    () => process.exit(exitCode),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
}

/** A `Date` takes 30 February for 2 March. */
function isDay(text) {
  const day = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d\d-\d\d$/u.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
  );
}

function isCount(text) {
  return /^\d{1,8}$/u.test(text) && Number(text) >= 1 && Number(text) <= eventsMax;
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        empty: { type: 'boolean', default: false },
        dev: { type: 'boolean', default: false },
        verbose: { type: 'boolean', default: false },
        until: { type: 'string' },
        events: { type: 'string' },
      },
    });
    const dataDir = resolve(root, process.env.DATA_DIR || '.data');
    const { until, events } = values;
    if (until !== undefined && !isDay(until)) {
      throw new Error(
        say(`--until ${until}: hãy ghi ngày dạng 2023-12-31`, `--until ${until}: give a day like 2023-12-31`),
      );
    }
    if (events !== undefined && !isCount(events)) {
      throw new Error(
        say(
          `--events ${events}: hãy ghi số nguyên từ 1 đến 10000000, như 150000`,
          `--events ${events}: give a whole number from 1 to 10000000, like 150000`,
        ),
      );
    }
    return { dataDir, isEmpty: values.empty, isDev: values.dev, isVerbose: values.verbose, until, events };
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
