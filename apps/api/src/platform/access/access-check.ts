import { defaultFieldResolver, type GraphQLField, type GraphQLSchema, isObjectType } from 'graphql';
import { forbidden, unauthenticated } from '../graphql/errors.ts';
import type { RequestContext } from '../graphql/request-context.ts';
import type { AccessRule, AccessRules } from './rules.ts';

/** A field without a rule, or a rule without a field: the process must not start. */
class AccessFaulty extends Error {
  constructor(faults: readonly string[]) {
    super(`the access rules are not complete:\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
    this.name = 'AccessFaulty';
  }
}

/**
 * Puts each rule in front of its field. Access refuses by default: every root field needs a row.
 * @throws AccessFaulty naming every root field without a row and every row without a field
 */
export function guardFields(schema: GraphQLSchema, tables: readonly AccessRules[]): void {
  const rules = mergedRules(tables);
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const faults = roots.flatMap((root) =>
    Object.keys(root?.getFields() ?? {})
      .map((name) => `${root?.name}.${name}`)
      .filter((path) => !rules.has(path))
      .map((path) => `${path} has no row in any table of access rules: who may use it?`),
  );
  for (const [path, rule] of rules) {
    const field = fieldAt(schema, path);
    if (field === null) faults.push(`the access rules have a row ${path}, but the schema has no such field`);
    else guardField(field, rule, path.startsWith('Subscription.'));
  }
  if (faults.length > 0) throw new AccessFaulty(faults);
}

function mergedRules(tables: readonly AccessRules[]): ReadonlyMap<string, AccessRule> {
  const merged = new Map<string, AccessRule>();
  for (const table of tables)
    for (const [path, rule] of Object.entries(table)) {
      if (merged.has(path))
        throw new AccessFaulty([`${path} has two rows; one table must leave it to the other`]);
      merged.set(path, rule);
    }
  return merged;
}

// biome-ignore lint/suspicious/noExplicitAny: the types of a field's source and arguments are of no interest here.
type AnyField = GraphQLField<any, RequestContext>;

function fieldAt(schema: GraphQLSchema, path: string): AnyField | null {
  const [typeName = '', fieldName = ''] = path.split('.');
  const type = schema.getType(typeName);
  return isObjectType(type) ? (type.getFields()[fieldName] ?? null) : null;
}

function guardField(field: AnyField, rule: AccessRule, isSubscription: boolean): void {
  const check = (context: RequestContext): void => {
    const refusal = rule(context.viewer);
    if (refusal === 'SIGN_IN_NEEDED') throw unauthenticated(context.language);
    if (refusal !== null) throw forbidden(context.language, refusal);
  };
  const { resolve = defaultFieldResolver, subscribe } = field;
  if (isSubscription && subscribe !== undefined) {
    field.subscribe = (source, args, context, info) => {
      check(context);
      return subscribe(source, args, context, info);
    };
    return;
  }
  field.resolve = (source, args, context, info) => {
    check(context);
    return resolve(source, args, context, info);
  };
}
