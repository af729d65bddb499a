import { inApp } from './in-app.ts';
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

function schemaOf(module: string): JsonSchema {
  return inApp(
    [
      `import { z } from 'zod';`,
      `import { environmentSchema } from ${JSON.stringify(`./${module}`)};`,
      `print(z.toJSONSchema(environmentSchema, { io: 'output', unrepresentable: 'any' }));`,
    ].join('\n'),
  ) as JsonSchema;
}
