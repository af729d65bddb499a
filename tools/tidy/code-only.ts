/** A string, a template or a comment, whichever begins first. Enough to tell code from prose, not a parser. */
const stringOrComment =
  /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|\/\*[\s\S]*?\*\/|(?<![:\\/])\/\/[^\n]*/gu;

/** The text without its comments; every line stays where it was. */
export function codeOnly(text: string): string {
  return text.replace(stringOrComment, (found) =>
    found.startsWith('/') ? found.replace(/[^\n]/gu, ' ') : found,
  );
}
