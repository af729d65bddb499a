import { execFileSync } from 'node:child_process';
import { z } from 'zod';
import { inHouse } from './house.ts';
import { type JsonSchema, propertiesOf } from './json-schema.ts';
import { page, table } from './markdown.ts';

const programs = [
  { name: 'API', module: 'apps/api/src/environment.ts' },
  { name: 'Worker', module: 'apps/worker/src/environment.ts' },
];

/** docs/reference/environment.md: what each program is told from outside. */
export function environmentReference(): string {
  return page(
    'Environment',
    '`npm start` sets all of these itself; who runs the programs one by one sets those that are needed. Each program names every fault at once and does not start.',
    ...programs.flatMap(({ name, module }) => [`## ${name}`, variables(module)]),
  );
}

function variables(module: string): string {
  const rows = propertiesOf(schemaOf(module)).map(({ name, type, description, byDefault, needed }) => [
    `\`${name}\``,
    type,
    needed ? 'needed' : byDefault === '' ? '' : `\`${byDefault}\``,
    description,
  ]);
  return table(['variable', 'type', 'default', 'meaning'], rows);
}

/**
 * Tools import no app: the module is loaded by a process of its own, which prints its `environmentSchema` as
 * JSON Schema.
 */
function schemaOf(module: string): JsonSchema {
  const code = [
    `import { z } from 'zod';`,
    `import { environmentSchema } from ${JSON.stringify(`./${module}`)};`,
    `const schema = z.toJSONSchema(environmentSchema, { io: 'output', unrepresentable: 'any' });`,
    `process.stdout.write(JSON.stringify(schema));`,
  ].join('\n');
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: inHouse('.'),
    encoding: 'utf8',
  });
  return jsonObject.parse(JSON.parse(printed)) as JsonSchema;
}

const jsonObject = z.record(z.string(), z.unknown());
