import { parseArgs } from 'node:util';
import { machine } from './machine.ts';
import { appendPart, readPart } from './parts/store.ts';
import type { Row } from './row.ts';

// npm run bench -- [part …] [--json] [--count N]

const parts: Readonly<Record<string, (count: number) => Promise<Row[]>>> = {
  append: appendPart,
  read: readPart,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, count: { type: 'string', default: '4000' } },
});
const count = Number(values.count);
const unknown = positionals.filter((name) => !(name in parts));
if (unknown.length > 0 || !Number.isInteger(count) || count < 100) {
  console.error(
    `bench: ${unknown.length > 0 ? `no part ${unknown.join(', ')}` : `--count ${values.count} is not a number from 100`}; parts are ${Object.keys(parts).join(', ')}`,
  );
  process.exit(1);
}

const rows: Row[] = [];
for (const name of positionals.length > 0 ? positionals : Object.keys(parts)) {
  const part = parts[name];
  if (part === undefined) continue;
  if (!values.json) console.log(`\n${name} …`);
  const measured = await part(count);
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
