import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AnyVariables, type TypedDocumentNode, useQuery } from 'urql';
import { formatNumber } from '../platform/format.ts';
import { Loaded } from './loaded.tsx';
import classes from './page.module.css';

/** A page of a list, in the form of the GraphQL Cursor Connections Specification. */
interface Connection<Node> {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly edges: readonly { readonly node: Node }[];
}

interface NextPagesProps<Data, Variables extends AnyVariables, Node> {
  readonly query: TypedDocumentNode<Data, Variables>;
  readonly variables: Variables;
  /** The list in an answer of the query. */
  readonly connectionOf: (data: Data) => Connection<Node>;
  /** The page before. */
  readonly before: Connection<Node>;
  /** Nodes shown so far, with those of the page before. */
  readonly shown: number;
  readonly children: (node: Node) => ReactNode;
}

/** What comes behind a page of a list, as items of the same list: a button, and once it was pressed the next page. */
export function NextPages<Data, Variables extends AnyVariables, Node>(
  props: NextPagesProps<Data, Variables, Node>,
) {
  const { t } = useTranslation();
  const { before, shown } = props;
  const [asked, setAsked] = useState(false);
  if (!before.pageInfo.hasNextPage) return null;
  if (asked) return <NextPage {...props} />;
  return (
    <li className={classes.more}>
      <Button variant="default" size="xs" onClick={() => setAsked(true)}>
        {t('more', { left: formatNumber(before.totalCount - shown), count: before.totalCount - shown })}
      </Button>
    </li>
  );
}

function NextPage<Data, Variables extends AnyVariables, Node>({
  before,
  shown,
  ...props
}: NextPagesProps<Data, Variables, Node>) {
  const { t } = useTranslation();
  const { query, variables, connectionOf, children } = props;
  const [answer, ask] = useQuery({ query, variables: { ...variables, after: before.pageInfo.endCursor } });
  const arrived = answer.data == null ? null : connectionOf(answer.data);
  const start = useRef<HTMLLIElement>(null);
  const isThere = arrived !== null;
  // The button that was pressed is gone: whoever works by keyboard goes on from the first row that came.
  useEffect(() => {
    if (isThere) start.current?.focus();
  }, [isThere]);
  if (arrived === null)
    return (
      <li className={classes.more}>
        <Loaded answer={answer} onRetry={() => ask({ requestPolicy: 'network-only' })}>
          {() => null}
        </Loaded>
      </li>
    );
  return (
    <>
      <li ref={start} tabIndex={-1} className="visually-hidden">
        {t('moreShown', { count: arrived.edges.length, shown: formatNumber(arrived.edges.length) })}
      </li>
      {arrived.edges.map(({ node }) => children(node))}
      <NextPages {...props} before={arrived} shown={shown + arrived.edges.length} />
    </>
  );
}
