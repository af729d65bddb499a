import { parseArgs } from 'node:util';
import { machine } from './machine.ts';
import { loadPart } from './parts/load.ts';
import { pagesPart } from './parts/pages.ts';
import { commandPart, sizedParts, sizedRows } from './parts/platform.ts';
import { reportPart } from './parts/report.ts';
import { startPart } from './parts/start.ts';
import { appendPart, readPart, subscribePart } from './parts/store.ts';
import { verifyPart } from './parts/verify.ts';
import type { Row } from './row.ts';

// npm run bench -- [part …] [--json] [--count N] [--events N,N] [--keep FOLDER]

const parts: Readonly<Record<string, (count: number) => Promise<Row[]>>> = {
  append: appendPart,
  read: readPart,
  subscribe: subscribePart,
  load: loadPart,
  command: commandPart,
  report: reportPart,
  start: startPart,
  pages: pagesPart,
  verify: verifyPart,
};
const names = [...Object.keys(parts), ...Object.keys(sizedParts)];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    count: { type: 'string', default: '4000' },
    events: { type: 'string', default: '15000,1500000' },
    keep: { type: 'string' },
  },
});
const count = Number(values.count);
const sizes = values.events.split(',').map(Number);
const unknown = positionals.filter((name) => !names.includes(name));
const faults = [
  unknown.length > 0 && `no part ${unknown.join(', ')}; parts are ${names.join(', ')}`,
  (!Number.isInteger(count) || count < 100) && `--count ${values.count} is not a whole number from 100`,
  sizes.some((size) => !Number.isInteger(size) || size < 1_000) &&
    `--events ${values.events} is not a list of whole numbers from 1000, like 15000,1500000`,
].filter((fault) => fault !== false);
if (faults.length > 0) {
  console.error(`bench: ${faults.join('; ')}`);
  process.exit(1);
}

const rows: Row[] = [];
const chosen = positionals.length > 0 ? positionals : names;
for (const [name, part] of Object.entries(parts))
  if (chosen.includes(name)) await measure(name, () => part(count));
const sized = chosen.filter((name) => name in sizedParts);
if (sized.length > 0) await measure(sized.join(', '), () => sizedRows(sized, count, sizes, values.keep));
if (values.json) console.log(JSON.stringify({ machine: machine(), rows }, null, 2));
else console.log(`\n${JSON.stringify(machine())}`);

async function measure(title: string, part: () => Promise<Row[]>): Promise<void> {
  if (!values.json) console.log(`\n${title} …`);
  const measured = await part();
  rows.push(...measured);
  if (!values.json) print(measured);
}

function print(measured: readonly Row[]): void {
  console.table(
    measured.map((row) => ({
      name: row.name,
      subject: row.subject,
      'in flight': row.inFlight,
      [row.unit]: Math.round(row.value * 100) / 100,
      'p50 ms': row.p50Ms?.toFixed(2),
      'p99 ms': row.p99Ms?.toFixed(2),
      note: row.note,
    })),
  );
}
