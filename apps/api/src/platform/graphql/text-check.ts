import { isStorableText, unstorableTextIn } from '@songhanh/event-log';
import { type ASTNode, type DocumentNode, Kind, visit } from 'graphql';

/** Path of the first text of an operation, in its variables or written into it, that nothing of ours can hold. */
export function unstorableText(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): string | null {
  return unstorableTextIn(variables) ?? unstorableLiteral(document);
}

function unstorableLiteral(document: DocumentNode): string | null {
  let found: string | null = null;
  visit(document, {
    [Kind.STRING]: ({ value }, _key, parent, _path, ancestors) => {
      if (!isStorableText(value)) found ??= namesOf(parent ? [...ancestors, parent] : ancestors).join('.');
    },
  });
  return found;
}

/** The argument and the fields of its input that a value stands in. */
function namesOf(ancestors: readonly (ASTNode | readonly ASTNode[])[]): string[] {
  return ancestors.flatMap((node) =>
    'kind' in node && (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD)
      ? [node.name.value]
      : [],
  );
}
