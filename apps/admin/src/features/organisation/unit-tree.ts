import { matchesWords } from '../../platform/fold-words.ts';

interface UnitLike {
  readonly id: string;
  readonly name: string;
  readonly nameEnglish: string | null;
  readonly shortName: string;
  readonly code: string | null;
  readonly parent: { readonly id: string } | null;
}

export interface UnitNode<Unit> {
  readonly unit: Unit;
  /** Matches the words that were typed; false for what only leads to a match. */
  readonly matches: boolean;
  readonly children: readonly UnitNode<Unit>[];
}

/**
 * Units below each other, in the order given. With words typed only what matches is kept, and what stands
 * above it. A unit whose parent is not among them stands at the top.
 */
export function unitTree<Unit extends UnitLike>(units: readonly Unit[], typed: string): UnitNode<Unit>[] {
  const known = new Set(units.map((unit) => unit.id));
  const byParent = Map.groupBy(units, (unit) =>
    unit.parent !== null && known.has(unit.parent.id) ? unit.parent.id : '',
  );
  const searching = typed.trim() !== '';
  const below = (parentId: string): UnitNode<Unit>[] =>
    (byParent.get(parentId) ?? [])
      .map((unit) => ({
        unit,
        matches: matchesWords([unit.name, unit.shortName, unit.nameEnglish, unit.code].join(' '), typed),
        children: below(unit.id),
      }))
      .filter((node) => !searching || node.matches || node.children.length > 0);
  return below('');
}

export function countMatches<Unit>(nodes: readonly UnitNode<Unit>[]): number {
  return nodes.reduce((sum, node) => sum + (node.matches ? 1 : 0) + countMatches(node.children), 0);
}
