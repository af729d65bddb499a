import { invalidArgument } from './status.ts';
import { loginNameCharsMax, passwordCharsMax } from './user-directory.ts';

const textCharsMax = 1024;
const groupsMax = 100;

/** The fields of a JSON body; what is missing or of another kind is refused with its name. */
export class JsonFields {
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(body: string) {
    this.#values = parsed(body);
  }

  text(name: string, otherwise: string): string {
    const value = this.#values[name] ?? otherwise;
    if (typeof value !== 'string' || value.length > textCharsMax)
      throw invalidArgument(`${name} must be a short text.`);
    return value;
  }

  /** Basic credentials end a name at a colon, and `$…` is the node's own. */
  loginName(): string {
    const name = this.text('loginName', '');
    const isFit = /^[^$:/\p{Cc}][^:/\p{Cc}]*$/u.test(name) && name.isWellFormed();
    if (isFit && name.length <= loginNameCharsMax) return name;
    throw invalidArgument(
      `loginName must be 1 to ${loginNameCharsMax} characters without : and /, and not begin with $.`,
    );
  }

  password(name: string): string {
    const value = this.#values[name];
    if (typeof value === 'string' && value !== '' && value.length <= passwordCharsMax) return value;
    throw invalidArgument(`${name} must be a text of 1 to ${passwordCharsMax} characters.`);
  }

  groups(): string[] {
    const value = this.#values.groups ?? [];
    const isFit =
      Array.isArray(value) && value.length <= groupsMax && value.every((group) => typeof group === 'string');
    if (isFit) return value;
    throw invalidArgument(`groups must be a list of up to ${groupsMax} texts.`);
  }
}

function parsed(body: string): Record<string, unknown> {
  if (body.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // The same refusal as for what is JSON and no object.
  }
  throw invalidArgument('The body must be a JSON object.');
}
