import { loginNameCharsMax, passwordCharsMax } from './user-directory.ts';

/** What keeps users that are given at the start from being used, in a sentence without its stop; null when nothing does. */
export function faultOfUsers(users: unknown): string | null {
  if (!isRecord(users)) return 'they must be an object with a user for each login name';
  for (const [name, user] of Object.entries(users)) {
    const fault = faultOfName(name) ?? faultOfUser(user);
    if (fault !== null) return `the user '${name}' ${fault}`;
  }
  return null;
}

/** Basic credentials end a name at a colon. */
function faultOfName(name: string): string | null {
  if (name !== '' && name.length <= loginNameCharsMax && !name.includes(':')) return null;
  return `needs a login name of 1 to ${loginNameCharsMax} characters without a colon`;
}

function faultOfUser(user: unknown): string | null {
  if (!isRecord(user)) return 'must be an object with a password and groups';
  const { password, groups } = user;
  if (typeof password !== 'string' || password === '' || password.length > passwordCharsMax)
    return `needs a password of 1 to ${passwordCharsMax} characters`;
  if (!Array.isArray(groups) || !groups.every((group) => typeof group === 'string'))
    return 'needs groups, a list of names, which may be empty';
  return null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
