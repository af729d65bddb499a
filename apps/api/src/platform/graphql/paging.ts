import { badUserInput } from './errors.ts';
import type { RequestContext } from './request-context.ts';

/** Arguments of a Relay connection as the SDL defaults them. */
export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** One bounded page: how many to read, and the sort key after which it begins. */
export interface Page {
  readonly first: number;
  /** Values of the sort key of the last row seen, as `connection` was given them; null for the first page. */
  readonly after: readonly CursorPart[] | null;
}

export type CursorPart = string | number | boolean | null;

export interface Connection<Row> {
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
}

/** @throws BAD_USER_INPUT when `first` is out of bounds or `after` was not made by `connection` */
export function pageOf(
  { first, after }: PageArguments,
  bounds: { readonly firstDefault: number; readonly firstMax: number },
  context: Pick<RequestContext, 'language'>,
): Page {
  const wanted = first ?? bounds.firstDefault;
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > bounds.firstMax)
    throw badUserInput(context.language, [
      {
        path: 'first',
        message:
          context.language === 'vi'
            ? `phải từ 1 đến ${bounds.firstMax}`
            : `must be from 1 to ${bounds.firstMax}`,
      },
    ]);
  return { first: wanted, after: after == null ? null : decodeCursor(after, context) };
}

/**
 * The connection of the rows read for a page: read `first + 1` rows, so that it can say whether more follow.
 * `key` gives the sort key of a row, ending in something unique.
 */
export function connection<Row>(
  page: Page,
  rows: readonly Row[],
  totalCount: number,
  key: (row: Row) => readonly CursorPart[],
): Connection<Row> {
  const edges = rows.slice(0, page.first).map((node) => ({ cursor: encodeCursor(key(node)), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > page.first,
      hasPreviousPage: page.after !== null,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount,
  };
}

const cursorCharactersMax = 4_000;

function encodeCursor(parts: readonly CursorPart[]): string {
  return Buffer.from(JSON.stringify(parts), 'utf8').toString('base64url');
}

function decodeCursor(cursor: string, { language }: Pick<RequestContext, 'language'>): readonly CursorPart[] {
  const message = language === 'vi' ? 'không phải con trỏ của danh sách này' : 'is not a cursor of this list';
  const refusal = badUserInput(language, [{ path: 'after', message }]);
  if (cursor.length > cursorCharactersMax) throw refusal;
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parts) && parts.every(isCursorPart)) return parts;
  } catch {
    throw refusal;
  }
  throw refusal;
}

function isCursorPart(part: unknown): part is CursorPart {
  return part === null || ['string', 'number', 'boolean'].includes(typeof part);
}
