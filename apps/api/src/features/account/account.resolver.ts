import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { DATABASE, type Database } from '../../platform/database/database.ts';
import { connection, type PageArguments, type PageBounds, pageOf } from '../../platform/graphql/paging.ts';
import { REFERENCES, type References } from '../../platform/graphql/references.ts';
import type { RequestContext } from '../../platform/graphql/request-context.ts';
import { type AccountQueries, accountQueries } from './account.queries.ts';
import type { OfficeRow } from './account.tables.ts';
import { accountView, officeView } from './account.views.ts';
import { contactsSeenBy } from './contact-rule.ts';

const pageBounds: PageBounds = {
  ...{ firstDefault: 50, firstMax: 200 },
  cursors: { list: 'accounts', key: ['text', 'text'] },
};

interface Identified {
  readonly id: string;
}

/** Accounts and the offices that people hold. */
@Resolver('Account')
export class AccountResolver {
  readonly #queries: AccountQueries;
  readonly #references: References;

  constructor(@Inject(DATABASE) database: Database, @Inject(REFERENCES) references: References) {
    this.#queries = accountQueries(database);
    this.#references = references;
    references.register('Account', async (ids, context) => {
      const rows = await this.#queries.accountsById(ids, context.moment);
      const seesContacts = await contactsSeenBy(context, this.#queries);
      return inOrder(
        ids,
        rows.map((row) => accountView(row, context.viewer, seesContacts)),
      );
    });
    references.register('Office', async (ids, { moment }) => {
      const rows = await this.#queries.officesById(ids, moment);
      return inOrder(ids, rows.map(officeView));
    });
  }

  @Query('account')
  account(@Args('id') id: string, @Context() context: RequestContext) {
    return this.#references.load('Account', id, context);
  }

  @Query('accounts')
  async accounts(
    @Args() args: PageArguments & { readonly search?: string | null },
    @Context() context: RequestContext,
  ) {
    const page = pageOf(args, pageBounds, context);
    const { rows, total } = await this.#queries.page(args.search ?? null, page, context.moment);
    const found = connection(page, rows, total, ({ sortKey, id }) => [sortKey, id]);
    const seesContacts = await contactsSeenBy(context, this.#queries);
    const edges = found.edges.map(({ cursor, node }) => ({
      cursor,
      node: accountView(node, context.viewer, seesContacts),
    }));
    return { ...found, edges };
  }

  @ResolveField('offices')
  async offices(@Parent() { id }: Identified, @Context() context: RequestContext) {
    const loader = context.once(
      'offices of accounts',
      () =>
        new DataLoader(async (ids: readonly string[]) =>
          grouped(
            ids,
            await this.#queries.officesOfAccounts(ids, context.moment),
            ({ accountId }) => accountId,
          ),
        ),
    );
    return (await loader.load(id)).map(officeView);
  }
}

export function grouped(
  ids: readonly string[],
  rows: readonly OfficeRow[],
  idOf: (row: OfficeRow) => string | null,
): readonly (readonly OfficeRow[])[] {
  const byId = Map.groupBy(rows, idOf);
  return ids.map((id) => byId.get(id) ?? []);
}

function inOrder<Row extends Identified>(
  ids: readonly string[],
  rows: readonly Row[],
): readonly (Row | null)[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
}
