import { parseArgs } from 'node:util';
import { machine } from './machine.ts';
import { asOfPart, commandPart, queryPart, rebuildPart } from './parts/platform.ts';
import { appendPart, readPart, subscribePart } from './parts/store.ts';
import type { Row } from './row.ts';

// npm run bench -- [part …] [--json] [--count N] [--events N,N]

const parts: Readonly<Record<string, (count: number, sizes: readonly number[]) => Promise<Row[]>>> = {
  append: appendPart,
  read: readPart,
  subscribe: subscribePart,
  command: commandPart,
  rebuild: rebuildPart,
  query: queryPart,
  asof: asOfPart,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    count: { type: 'string', default: '4000' },
    events: { type: 'string', default: '15000,1500000' },
  },
});
const count = Number(values.count);
const sizes = values.events.split(',').map(Number);
const unknown = positionals.filter((name) => !(name in parts));
const faults = [
  unknown.length > 0 && `no part ${unknown.join(', ')}; parts are ${Object.keys(parts).join(', ')}`,
  (!Number.isInteger(count) || count < 100) && `--count ${values.count} is not a whole number from 100`,
  sizes.some((size) => !Number.isInteger(size) || size < 1_000) &&
    `--events ${values.events} is not a list of whole numbers from 1000, like 15000,1500000`,
].filter((fault) => fault !== false);
if (faults.length > 0) {
  console.error(`bench: ${faults.join('; ')}`);
  process.exit(1);
}

const rows: Row[] = [];
for (const name of positionals.length > 0 ? positionals : Object.keys(parts)) {
  const part = parts[name];
  if (part === undefined) continue;
  if (!values.json) console.log(`\n${name} …`);
  const measured = await part(count, sizes);
  rows.push(...measured);
  if (!values.json) print(measured);
}
if (values.json) console.log(JSON.stringify({ machine: machine(), rows }, null, 2));
else console.log(`\n${JSON.stringify(machine())}`);

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
