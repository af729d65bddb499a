import type { Refusal } from '@songhanh/domain/kernel';
import { refuse } from '@songhanh/domain/kernel';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** Levels of selection sets; the usual introspection query has 13. */
const queryDepthMax = 16;
/** Values that one operation may ask for, pages multiplied out. */
const queryCostMax = 200_000;
const aliasesMax = 60;
/** Items assumed of a list without `first`. */
const listItemsAssumed = 20;

interface Measured {
  readonly depth: number;
  readonly cost: number;
}

/** Why an operation is not carried out; null when it stays within the bounds. The document is valid already. */
export function limitRefusal(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Refusal | null {
  const aliases = countAliases(document);
  if (aliases > aliasesMax) return refuse('TOO_MANY_ALIASES', { aliases, aliasesMax });
  const fragments = new Map(
    document.definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  );
  const root = schema.getRootType(operation.operation);
  if (root == null) return null;
  const { depth, cost } = measure(
    { schema, fragments, variables, seen: new Map() },
    operation.selectionSet,
    root,
    1,
  );
  if (depth > queryDepthMax) return refuse('QUERY_TOO_DEEP', { depth, depthMax: queryDepthMax });
  if (cost > queryCostMax)
    return refuse('QUERY_TOO_COSTLY', { cost: Math.round(cost), costMax: queryCostMax });
  return null;
}

interface Measuring {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Each fragment is measured once: spreading one many times must not make measuring itself costly. */
  readonly seen: Map<string, Measured>;
}

const nothing: Measured = { depth: 0, cost: 0 };

function measure(
  measuring: Measuring,
  selections: SelectionSetNode,
  parent: GraphQLCompositeType,
  level: number,
): Measured {
  let { depth, cost } = nothing;
  for (const selection of selections.selections) {
    const measured = measureOne(measuring, selection, parent, level);
    depth = Math.max(depth, measured.depth);
    cost += measured.cost;
  }
  return { depth, cost };
}

function measureOne(
  measuring: Measuring,
  selection: SelectionSetNode['selections'][number],
  parent: GraphQLCompositeType,
  level: number,
): Measured {
  if (selection.kind === Kind.FIELD) return measureField(measuring, selection, parent, level);
  if (selection.kind === Kind.INLINE_FRAGMENT) {
    const type = selection.typeCondition
      ? measuring.schema.getType(selection.typeCondition.name.value)
      : parent;
    return isCompositeType(type) ? measure(measuring, selection.selectionSet, type, level) : nothing;
  }
  const fragment = measuring.fragments.get(selection.name.value);
  const type = fragment && measuring.schema.getType(fragment.typeCondition.name.value);
  if (fragment === undefined || !isCompositeType(type)) return nothing;
  const known = measuring.seen.get(fragment.name.value);
  const measured = known ?? measure(measuring, fragment.selectionSet, type, 1);
  measuring.seen.set(fragment.name.value, measured);
  return { depth: level - 1 + measured.depth, cost: measured.cost };
}

function measureField(
  measuring: Measuring,
  node: FieldNode,
  parent: GraphQLCompositeType,
  level: number,
): Measured {
  const name = node.name.value;
  // Introspection is bounded by the schema itself, which does not grow with the data.
  if (name.startsWith('__')) return { depth: level, cost: 1 };
  const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
  const type = field && getNamedType(field.type);
  if (field === undefined || !node.selectionSet || !isCompositeType(type)) return { depth: level, cost: 1 };
  const inner = measure(measuring, node.selectionSet, type, level + 1);
  const isList = field.type.toString().startsWith('[');
  const first = getArgumentValues(field, node, measuring.variables).first;
  const items =
    typeof first === 'number'
      ? Math.max(first, 1)
      : isList && !type.name.endsWith('Edge')
        ? listItemsAssumed
        : 1;
  return { depth: inner.depth, cost: 1 + items * inner.cost };
}

function countAliases(document: DocumentNode): number {
  const open: SelectionSetNode[] = document.definitions.flatMap((node) =>
    'selectionSet' in node && node.selectionSet ? [node.selectionSet] : [],
  );
  let aliases = 0;
  for (let set = open.pop(); set !== undefined; set = open.pop())
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD && selection.alias) aliases += 1;
      if ('selectionSet' in selection && selection.selectionSet) open.push(selection.selectionSet);
    }
  return aliases;
}
