import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { EventLog, NounRegistry } from '@songhanh/event-log';
import DataLoader from 'dataloader';
import { type AvailableCommands, availableCommands } from '../../platform/commands/available-commands.ts';
import { type BusinessClock, CLOCK, EVENT_LOG, NOUN_REGISTRY } from '../../platform/commands/tokens.ts';
import { DATABASE, type Database } from '../../platform/database/database.ts';
import { HISTORY, type HistoryReader } from '../../platform/graphql/history.ts';
import { connection, type PageArguments, type PageBounds, pageOf } from '../../platform/graphql/paging.ts';
import { REFERENCES, type References } from '../../platform/graphql/references.ts';
import type { RequestContext } from '../../platform/graphql/request-context.ts';
import { planProbes, taskProbe } from './plan.probes.ts';
import { type PlanFilter, type PlanQueries, planQueries } from './plan.queries.ts';
import type { PlanRow } from './plan.tables.ts';
import { type PlanView, planView } from './plan.views.ts';

const pageBounds: PageBounds = {
  ...{ firstDefault: 50, firstMax: 200 },
  cursors: { list: 'plans', key: ['integer', 'text', 'text'] },
};

/** Plans, and the plans above, beside and below each. */
@Resolver('Plan')
export class PlanResolver {
  readonly #queries: PlanQueries;
  readonly #references: References;
  readonly #historyOf: HistoryReader;
  readonly #availableCommands: AvailableCommands;

  constructor(
    @Inject(DATABASE) database: Database,
    @Inject(REFERENCES) references: References,
    @Inject(HISTORY) historyOf: HistoryReader,
    @Inject(EVENT_LOG) log: EventLog,
    @Inject(NOUN_REGISTRY) registry: NounRegistry,
    @Inject(CLOCK) clock: BusinessClock,
  ) {
    this.#queries = planQueries(database);
    this.#references = references;
    this.#historyOf = historyOf;
    this.#availableCommands = availableCommands({ log, registry, clock });
    references.register('Plan', async (ids, context) => {
      const views = new Map((await this.#queries.byId(ids, context)).map((row) => [row.id, planView(row)]));
      return ids.map((id) => views.get(id) ?? null);
    });
  }

  @Query('plan')
  plan(@Args('id') id: string, @Context() context: RequestContext) {
    return this.#references.load('Plan', id, context);
  }

  @Query('plans')
  async plans(@Args() filter: PlanFilter & PageArguments, @Context() context: RequestContext) {
    const page = pageOf(filter, pageBounds, context);
    const { rows, total } = await this.#queries.page(filter, page, context);
    const plans = rows.map(planView);
    this.#references.prime('Plan', plans, context);
    return {
      ...connection(page, plans, 0, ({ year, issuedKey, id }) => [year, issuedKey, id]),
      totalCount: total,
    };
  }

  @ResolveField('parents')
  parents(@Parent() { parentIds }: PlanView, @Context() context: RequestContext) {
    return this.#visible(parentIds, context);
  }

  /** Siblings name each other, or only the later one names the earlier. */
  @ResolveField('siblings')
  async siblings(@Parent() { id, siblingIds }: PlanView, @Context() context: RequestContext) {
    const naming = await this.#naming('siblings', context).load(id);
    const named = await this.#visible(siblingIds, context);
    const rest = naming.filter((row) => !siblingIds.includes(row.id) && row.id !== id);
    return [...named, ...rest.map(planView)];
  }

  @ResolveField('children')
  async children(@Parent() { id }: PlanView, @Context() context: RequestContext) {
    return (await this.#naming('parents', context).load(id)).map(planView);
  }

  @ResolveField('availableCommands')
  async available(@Parent() { id }: PlanView, @Context() context: RequestContext) {
    const { today } = context.moment;
    const own = await this.#availableCommands('plan', id, planProbes(id, today), context);
    const ofTask = () => taskProbe(id, today);
    return [...own, ...(await this.#availableCommands('task', 'probe', ofTask, context))];
  }

  @ResolveField('history')
  history(@Parent() { id }: PlanView, @Context() context: RequestContext) {
    return this.#historyOf('plan', id, context);
  }

  /** Plans named by their ids, without those that are not in the platform or not for the viewer. */
  async #visible(ids: readonly string[], context: RequestContext) {
    const plans = await Promise.all(ids.map((id) => this.#references.load('Plan', id, context)));
    return plans.filter((plan) => plan !== null);
  }

  /** The plans that name others as their parents or siblings, by the one named. */
  #naming(relation: 'parents' | 'siblings', context: RequestContext): DataLoader<string, PlanRow[]> {
    return context.once(
      `plans by ${relation}`,
      () =>
        new DataLoader(async (ids) => {
          const isParents = relation === 'parents';
          const query = isParents ? this.#queries.withParents : this.#queries.withSiblings;
          const rows = await query(ids, context);
          return ids.map((id) =>
            rows.filter((row) => (isParents ? row.parentIds : row.siblingIds).includes(id)),
          );
        }),
    );
  }
}
