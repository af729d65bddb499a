import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { DATABASE, type Database } from '../../platform/database/database.ts';
import { HISTORY, type HistoryReader } from '../../platform/graphql/history.ts';
import { connection, type PageArguments, type PageBounds, pageOf } from '../../platform/graphql/paging.ts';
import { REFERENCES, type References } from '../../platform/graphql/references.ts';
import type { RequestContext } from '../../platform/graphql/request-context.ts';
import { type OrganisationQueries, organisationQueries, type UnitFilter } from './organisation.queries.ts';
import { unitGroupView, unitView } from './organisation.views.ts';

const pageBounds: PageBounds = {
  ...{ firstDefault: 200, firstMax: 500 },
  cursors: { list: 'units', key: ['text', 'text'] },
};

interface Identified {
  readonly id: string;
}

/** Units and groups: the tree of the organisation, searched without regard to diacritics. */
@Resolver('Unit')
export class OrganisationResolver {
  readonly #queries: OrganisationQueries;
  readonly #references: References;
  readonly #historyOf: HistoryReader;

  constructor(
    @Inject(DATABASE) database: Database,
    @Inject(REFERENCES) references: References,
    @Inject(HISTORY) historyOf: HistoryReader,
  ) {
    this.#queries = organisationQueries(database);
    this.#references = references;
    this.#historyOf = historyOf;
    references.register('Unit', async (ids, { moment }) => {
      const rows = await this.#queries.unitsById(ids, moment);
      return inOrder(
        ids,
        rows.map((row) => unitView(row, moment.today)),
      );
    });
    references.register('UnitGroup', async (ids, { moment }) => {
      const rows = await this.#queries.groupsById(ids, moment);
      return inOrder(
        ids,
        rows.map((row) => unitGroupView(row, moment.today)),
      );
    });
  }

  @Query('unit')
  unit(@Args('id') id: string, @Context() context: RequestContext) {
    return this.#references.load('Unit', id, context);
  }

  @Query('units')
  async units(@Args() filter: UnitFilter & PageArguments, @Context() context: RequestContext) {
    const page = pageOf(filter, pageBounds, context);
    const { rows, total } = await this.#queries.page(filter, page, context.moment);
    const units = rows.map((row) => ({ ...unitView(row, context.moment.today), listOrder: row.listOrder }));
    this.#references.prime('Unit', units, context);
    return connection(page, units, total, ({ listOrder, id }) => [listOrder, id]);
  }

  @Query('unitGroups')
  async unitGroups(@Context() { moment }: RequestContext) {
    return (await this.#queries.groups(moment)).map((row) => unitGroupView(row, moment.today));
  }

  @ResolveField('children')
  children(@Parent() { id }: Identified, @Context() context: RequestContext) {
    return this.#children(context).load(id);
  }

  @ResolveField('childCount')
  childCount(@Parent() { id }: Identified, @Context() context: RequestContext) {
    return this.#childCounts(context).load(id);
  }

  @ResolveField('history')
  history(@Parent() { id }: Identified, @Context() context: RequestContext) {
    return this.#historyOf('organisation', id, context);
  }

  #children(context: RequestContext) {
    return context.once(
      'children of units',
      () =>
        new DataLoader(async (ids: readonly string[]) => {
          const rows = await this.#queries.childrenOf(ids, context.moment);
          const byParent = Map.groupBy(rows, ({ parentId }) => parentId);
          return ids.map((id) => (byParent.get(id) ?? []).map((row) => unitView(row, context.moment.today)));
        }),
    );
  }

  #childCounts(context: RequestContext) {
    return context.once(
      'child counts of units',
      () =>
        new DataLoader(async (ids: readonly string[]) => {
          const rows = await this.#queries.childCounts(ids, context.moment);
          const counts = new Map(rows.map(({ parentId, children }) => [parentId, children]));
          return ids.map((id) => counts.get(id) ?? 0);
        }),
    );
  }
}

function inOrder<Row extends Identified>(
  ids: readonly string[],
  rows: readonly Row[],
): readonly (Row | null)[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
}
