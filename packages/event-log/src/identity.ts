import { createHmac, hash } from 'node:crypto';

/** The name of the stream of one thing: `task-0198…`. The category ends at the first dash. */
export function streamName(category: string, id: string): string {
  return `${category}-${id}`;
}

/** The category of a stream: all before its first dash, the whole name where there is none. */
export function categoryOf(stream: string): string {
  const dash = stream.indexOf('-');
  return dash === -1 ? stream : stream.slice(0, dash);
}

/** The id in a stream's name: all behind its first dash. */
export function streamIdOf(stream: string): string {
  return stream.slice(stream.indexOf('-') + 1);
}

/**
 * A UUID that the same parts always give: version 8 of RFC 9562 §5.8, SHA-256 over the parts as a JSON array
 * (so that no two lists of parts read alike), as its appendix B.2 describes.
 */
export function derivedUuid(...parts: readonly (string | number)[]): string {
  const digest = hash('sha256', JSON.stringify(parts), 'buffer');
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x80;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  const hex = digest.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** HMAC-SHA256 over canonical JSON, base64url: tells equal content apart from other without revealing it. */
export function keyedDigest(key: Buffer, content: unknown): string {
  return createHmac('sha256', key).update(canonicalJson(content)).digest('base64url');
}

/** JSON with sorted keys and without absent members: the same content has one text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  if (value instanceof Date) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
