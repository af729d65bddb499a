import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import type { EventLog, NounRegistry } from '@songhanh/event-log';
import { type AvailableCommands, availableCommands } from '../../platform/commands/available-commands.ts';
import { type BusinessClock, CLOCK, EVENT_LOG, NOUN_REGISTRY } from '../../platform/commands/tokens.ts';
import { DATABASE, type Database } from '../../platform/database/database.ts';
import { changed } from '../../platform/graphql/changed.ts';
import { badUserInput } from '../../platform/graphql/errors.ts';
import { HISTORY, type HistoryReader } from '../../platform/graphql/history.ts';
import { type PageArguments, pageOf } from '../../platform/graphql/paging.ts';
import { REFERENCES, type References } from '../../platform/graphql/references.ts';
import type { RequestContext } from '../../platform/graphql/request-context.ts';
import { PROJECTOR, type Projector } from '../../platform/projector/projector.ts';
import { coordinationProbes } from './coordination.probes.ts';
import { type CoordinationQueries, coordinationQueries, type Side } from './coordination.queries.ts';
import {
  type CoordinationView,
  coordinationView,
  inboxItemView,
  waitingEdgeView,
} from './coordination.views.ts';

const itemBounds = { firstDefault: 100, firstMax: 500 };
const edgeBounds = { firstDefault: 100, firstMax: 500 };

interface EdgeArguments {
  readonly unitId?: string | null;
  readonly planId?: string | null;
  readonly first?: number | null;
}

/** Coordinations, and who waits on whom. */
@Resolver('Coordination')
export class CoordinationResolver {
  readonly #queries: CoordinationQueries;
  readonly #references: References;
  readonly #historyOf: HistoryReader;
  readonly #projector: Projector;
  readonly #availableCommands: AvailableCommands;

  constructor(
    @Inject(DATABASE) database: Database,
    @Inject(REFERENCES) references: References,
    @Inject(HISTORY) historyOf: HistoryReader,
    @Inject(PROJECTOR) projector: Projector,
    @Inject(EVENT_LOG) log: EventLog,
    @Inject(NOUN_REGISTRY) registry: NounRegistry,
    @Inject(CLOCK) clock: BusinessClock,
  ) {
    this.#queries = coordinationQueries(database);
    this.#references = references;
    this.#historyOf = historyOf;
    this.#projector = projector;
    this.#availableCommands = availableCommands({ log, registry, clock });
    references.register('Coordination', async (ids, { moment }) => {
      const rows = await this.#queries.byId(ids, moment);
      const views = new Map(rows.map((row) => [row.id, coordinationView(row)]));
      return ids.map((id) => views.get(id) ?? null);
    });
  }

  @Query('coordination')
  coordination(@Args('id') id: string, @Context() context: RequestContext) {
    return this.#references.load('Coordination', id, context);
  }

  /** Each side is read when it is asked for, and no further than asked. */
  @Query('coordinationInbox')
  coordinationInbox(@Args() args: { readonly unitId?: string | null }, @Context() context: RequestContext) {
    const { viewer, moment, language } = context;
    const unitId = args.unitId ?? viewer?.unitId ?? null;
    if (unitId === null)
      throw badUserInput(language, [{ path: 'unitId', message: sentences.unitNeeded[language] }]);
    const items = async (side: Side, first: number) =>
      (await this.#queries.items(unitId, side, first, moment)).map(inboxItemView);
    const firstOf = (page: PageArguments) => pageOf({ first: page.first }, itemBounds, { language }).first;
    return {
      unit: () => this.#references.load('Unit', unitId, context),
      waitingForUs: (page: PageArguments) => items('ACTING', firstOf(page)),
      waitingForUsCount: () => this.#queries.itemCount(unitId, 'ACTING', moment),
      weWaitFor: (page: PageArguments) => items('WAITING', firstOf(page)),
      weWaitForCount: () => this.#queries.itemCount(unitId, 'WAITING', moment),
    };
  }

  @Query('waitingEdges')
  async waitingEdges(
    @Args() { unitId = null, planId = null, first = null }: EdgeArguments,
    @Context() context: RequestContext,
  ) {
    const page = pageOf({ first }, edgeBounds, context);
    return (await this.#queries.edges({ unitId, planId }, page.first, context.moment)).map(waitingEdgeView);
  }

  @Subscription('coordinationChanged')
  coordinationChanged(
    @Args() args: { readonly unitId?: string | null; readonly taskId?: string | null },
    @Context() { moment }: RequestContext,
  ) {
    return changed(this.#projector, 'coordination', async (id) => {
      const [row] = await this.#queries.byId([id], moment);
      if (row === undefined || (args.taskId != null && args.taskId !== row.taskId)) return null;
      if (args.unitId != null && args.unitId !== row.unitId && args.unitId !== row.leadUnitId) return null;
      return { coordinationChanged: { id } };
    });
  }

  @ResolveField('availableCommands')
  available(@Parent() { id }: CoordinationView, @Context() context: RequestContext) {
    return this.#availableCommands('coordination', id, coordinationProbes(id), context);
  }

  @ResolveField('history')
  history(@Parent() { id }: CoordinationView, @Context() context: RequestContext) {
    return this.#historyOf('coordination', id, context);
  }
}

const sentences = {
  unitNeeded: {
    vi: 'cần có, vì người dùng không thuộc đơn vị nào',
    en: 'is needed, because the viewer belongs to no unit',
  },
} as const;
