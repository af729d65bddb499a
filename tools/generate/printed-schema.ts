import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { buildSubgraphSchema, printSubgraphSchema } from '@apollo/subgraph';
import { nouns } from '@songhanh/domain';
import { parse } from 'graphql';
import { inHouse } from './house.ts';

/** apps/api/schema.graphql: the SDL of the platform and of every feature as the one subgraph they make. */
export function printedSchema(): string {
  const sdl = sdlFiles()
    .map((path) => readFileSync(inHouse(path), 'utf8'))
    .join('\n');
  return `${printSubgraphSchema(buildSubgraphSchema(parse(sdl)))}\n`;
}

/** The platform's first, then the nouns' in their order, then any other feature's by name. */
function sdlFiles(): string[] {
  const order = nouns.map(({ name }) => `${name}.graphql`);
  const place = (path: string): number => {
    const found = order.indexOf(basename(path));
    return found === -1 ? order.length : found;
  };
  const features = globSync('apps/api/src/features/*/*.graphql', { cwd: inHouse('.') })
    .sort()
    .sort((left, right) => place(left) - place(right));
  return ['apps/api/src/platform/graphql/platform.graphql', ...features];
}
