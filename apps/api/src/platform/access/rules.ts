import type { Role } from '@songhanh/domain/kernel';
import type { RequestViewer } from '../graphql/request-context.ts';

/** Why a field is not answered: nobody is signed in, or their office does not give the right. */
export type AccessRefusal = 'SIGN_IN_NEEDED' | 'ROLE_NOT_ALLOWED';

/** Null when the viewer may. Speaks of the viewer alone; rules about rows are asked by the resolvers. */
export type AccessRule = (viewer: RequestViewer | null) => AccessRefusal | null;

/**
 * Who may read or ask for what, by field: `Query.task`, `Mutation.addTask`, `Subscription.taskChanged`,
 * and guarded fields of types such as `Account.email`. A root field without a row stops the boot.
 */
export type AccessRules = Readonly<Record<string, AccessRule>>;

/** Also who is not signed in. */
export const anyone: AccessRule = () => null;

/** Whoever is signed in, the service included. */
export const signedIn: AccessRule = (viewer) => (viewer === null ? 'SIGN_IN_NEEDED' : null);

/** Whoever holds an office with one of these roles. */
export function roles(...allowed: readonly Role[]): AccessRule {
  return (viewer) => {
    if (viewer === null) return 'SIGN_IN_NEEDED';
    return allowed.includes(viewer.actor.role) ? null : 'ROLE_NOT_ALLOWED';
  };
}
