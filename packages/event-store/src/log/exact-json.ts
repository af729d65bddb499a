/** JSON.parse with source text access (ES2026), which Node has and TypeScript's library does not. */
const withSource = JSON as unknown as {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown;
  rawJSON(text: string): unknown;
};

/**
 * Parses what is only to be written again: `JSON.stringify` gives numbers back as they stood, also those that are beyond
 * 2^53 or end in `.0`, which are nobody's to round. Throws a `SyntaxError` for what is no JSON.
 */
export function parseExactly(json: string): unknown {
  return withSource.parse(json, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined ? withSource.rawJSON(source) : value,
  );
}
