import type { AnyReadModel } from './read-model.ts';

/**
 * Every projection says of every event type that it handles or ignores it, once, and names no other; no two
 * have one name.
 * @throws listing every fault
 */
export function checkProjections(readModels: readonly AnyReadModel[], eventTypes: readonly string[]): void {
  const names = readModels.map(({ projection }) => projection.name);
  const twice = names.filter((name, n) => names.indexOf(name) !== n);
  const faults = twice.map((name) => `${name}: two projections have this name`);
  for (const { projection } of readModels) {
    const handled = Object.keys(projection.on);
    const said = [...handled, ...projection.ignores];
    const faultsOf = (types: readonly string[], fault: string) =>
      types.length === 0 ? [] : [`${projection.name}: ${types.join(', ')} ${fault}`];
    faults.push(
      ...faultsOf(
        eventTypes.filter((type) => !said.includes(type)),
        'neither handled nor ignored; add to `on` or `ignores`',
      ),
      ...faultsOf(
        handled.filter((type) => projection.ignores.includes(type)),
        'both handled and ignored',
      ),
      ...faultsOf(
        said.filter((type) => !eventTypes.includes(type)),
        'not an event type of any registered noun',
      ),
    );
  }
  const list = faults.map((fault) => `- ${fault}`).join('\n');
  if (faults.length > 0) throw new Error(`projections do not fit the event types:\n${list}`);
}
