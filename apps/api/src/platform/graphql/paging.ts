import { type InputIssue, isStorableText } from '@songhanh/event-log';
import { badUserInput } from './errors.ts';
import type { RequestContext } from './request-context.ts';

/** Arguments of a Relay connection as the SDL defaults them. */
export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** What the cursors of a list hold, so that those of another list, or in another order, are refused. */
export interface CursorShape {
  /** Name of the list and of its order. */
  readonly list: string;
  /** The sort key; what is `integer` fits PostgreSQL's. */
  readonly key: readonly ('text' | 'integer')[];
}

/** One bounded page: how many to read, and the sort key after which it begins. */
export interface Page {
  readonly first: number;
  readonly cursors: CursorShape | null;
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

export interface PageBounds {
  readonly firstDefault: number;
  readonly firstMax: number;
  /** Left out where a list has no cursors. */
  readonly cursors?: CursorShape | null;
}

/** @throws BAD_USER_INPUT when `first` is out of bounds or `after` was not made by `connection` of the same list */
export function pageOf(
  { first, after }: PageArguments,
  { firstDefault, firstMax, cursors = null }: PageBounds,
  context: Pick<RequestContext, 'language'>,
): Page {
  const wanted = first ?? firstDefault;
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > firstMax)
    throw badUserInput(context.language, [outOfRange('first', 1, firstMax)]);
  return { first: wanted, cursors, after: after == null ? null : decodeCursor(after, cursors, context) };
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
  const edges = rows
    .slice(0, page.first)
    .map((node) => ({ cursor: encodeCursor(page.cursors, key(node)), node }));
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

/** An argument that is no number between two bounds. */
export function outOfRange(path: string, least: number, most: number): InputIssue {
  return { path, message: 'NUMBER_OUT_OF_RANGE', params: { least, most } };
}

const cursorCharactersMax = 4_000;

function encodeCursor(shape: CursorShape | null, key: readonly CursorPart[]): string {
  return Buffer.from(JSON.stringify([shape?.list ?? '', ...key]), 'utf8').toString('base64url');
}

function decodeCursor(
  cursor: string,
  shape: CursorShape | null,
  { language }: Pick<RequestContext, 'language'>,
): readonly CursorPart[] {
  const refusal = badUserInput(language, [{ path: 'after', message: 'CURSOR_OF_ANOTHER_LIST' }]);
  if (cursor.length > cursorCharactersMax) throw refusal;
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parts)) {
      const [list, ...key] = parts;
      if (list === (shape?.list ?? '') && key.every(isCursorPart) && hasShape(key, shape)) return key;
    }
  } catch {
    throw refusal;
  }
  throw refusal;
}

function isCursorPart(part: unknown): part is CursorPart {
  if (typeof part === 'string') return isStorableText(part);
  return part === null || typeof part === 'number' || typeof part === 'boolean';
}

function hasShape(key: readonly CursorPart[], shape: CursorShape | null): boolean {
  if (shape === null) return true;
  return (
    key.length === shape.key.length &&
    key.every((part, place) => (shape.key[place] === 'text' ? typeof part === 'string' : isInteger(part)))
  );
}

const integerMax = 2 ** 31 - 1;

function isInteger(part: CursorPart): boolean {
  return Number.isInteger(part) && Math.abs(Number(part)) <= integerMax;
}
