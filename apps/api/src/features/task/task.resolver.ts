import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import type { EventLog, NounRegistry } from '@songhanh/event-log';
import DataLoader from 'dataloader';
import { type AvailableCommands, availableCommands } from '../../platform/commands/available-commands.ts';
import { type BusinessClock, CLOCK, EVENT_LOG, NOUN_REGISTRY } from '../../platform/commands/tokens.ts';
import { DATABASE, type Database } from '../../platform/database/database.ts';
import { changed } from '../../platform/graphql/changed.ts';
import { badUserInput } from '../../platform/graphql/errors.ts';
import { HISTORY, type HistoryReader } from '../../platform/graphql/history.ts';
import { connection, outOfRange, type PageArguments, pageOf } from '../../platform/graphql/paging.ts';
import { REFERENCES, type References } from '../../platform/graphql/references.ts';
import type { RequestContext } from '../../platform/graphql/request-context.ts';
import { PROJECTOR, type Projector } from '../../platform/projector/projector.ts';
import { type TaskCounts, taskCounts } from './task.counts.ts';
import type { TaskFilter } from './task.filter.ts';
import { type TaskSort, taskCursors } from './task.order.ts';
import { invitationProbe, taskProbes } from './task.probes.ts';
import { progressOf } from './task.progress.ts';
import { type TaskQueries, taskQueries } from './task.queries.ts';
import { TASK_TALLY, type TaskTally } from './task.tally.ts';
import { seesEvidence, type TaskView, taskView } from './task.views.ts';

const pageBounds = { firstDefault: 100, firstMax: 500 };
const dueBounds = { firstDefault: 20, firstMax: 100 };
const withinDaysDefault = 30;
const withinDaysMax = 366;
const dayMs = 86_400_000;
const evidenceEvents: readonly string[] = ['EvidenceAttached', 'EvidenceWithdrawn'];

interface ChangedArguments {
  readonly taskId?: string | null;
  readonly planId?: string | null;
  readonly unitId?: string | null;
}

interface DueArguments {
  readonly unitId?: string | null;
  readonly withinDays?: number | null;
  readonly first?: number | null;
}

/** Tasks: lists, counts, what is due, and one task with its children and history. */
@Resolver('Task')
export class TaskResolver {
  readonly #queries: TaskQueries;
  readonly #counts: TaskCounts;
  readonly #references: References;
  readonly #historyOf: HistoryReader;
  readonly #projector: Projector;
  readonly #availableCommands: AvailableCommands;

  constructor(
    @Inject(DATABASE) database: Database,
    @Inject(TASK_TALLY) tally: TaskTally,
    @Inject(REFERENCES) references: References,
    @Inject(HISTORY) historyOf: HistoryReader,
    @Inject(PROJECTOR) projector: Projector,
    @Inject(EVENT_LOG) log: EventLog,
    @Inject(NOUN_REGISTRY) registry: NounRegistry,
    @Inject(CLOCK) clock: BusinessClock,
  ) {
    this.#queries = taskQueries(database, tally);
    this.#counts = taskCounts(database, tally);
    this.#references = references;
    this.#historyOf = historyOf;
    this.#projector = projector;
    this.#availableCommands = availableCommands({ log, registry, clock });
    references.register('Task', async (ids, context) => {
      const rows = await this.#queries.byId(ids, context);
      const views = new Map(rows.map((row) => [row.id, taskView(row, context)]));
      return ids.map((id) => views.get(id) ?? null);
    });
  }

  @Query('task')
  task(@Args('id') id: string, @Context() context: RequestContext) {
    return this.#references.load('Task', id, context);
  }

  @Query('tasks')
  async tasks(
    @Args() args: { readonly filter?: TaskFilter | null; readonly sort?: TaskSort | null } & PageArguments,
    @Context() context: RequestContext,
  ) {
    const page = pageOf(args, { ...pageBounds, cursors: taskCursors(args.sort) }, context);
    const filter = args.filter ?? {};
    const { rows, keyOf } = await this.#queries.page(filter, args.sort, page, context);
    const tasks = rows.map((row) => ({ ...taskView(row, context), sortValue: row.sortValue }));
    this.#references.prime('Task', tasks, context);
    return { ...connection(page, tasks, 0, keyOf), totalCount: () => this.#counts.total(filter, context) };
  }

  @Query('taskCounts')
  async taskCounts(
    @Args() { filter }: { readonly filter?: TaskFilter | null },
    @Context() context: RequestContext,
  ) {
    return progressOf(await this.#counts.byStanding(filter ?? {}, context));
  }

  @Query('dueTasks')
  async dueTasks(@Args() args: DueArguments, @Context() context: RequestContext) {
    const { first } = pageOf({ first: args.first ?? null }, dueBounds, context);
    const days = args.withinDays ?? withinDaysDefault;
    if (days < 0 || days > withinDaysMax)
      throw badUserInput(context.language, [outOfRange('withinDays', 0, withinDaysMax)]);
    const untilDay = new Date(Date.parse(context.moment.today) + days * dayMs).toISOString().slice(0, 10);
    const rows = await this.#queries.due(args.unitId ?? null, untilDay, first, context);
    return rows.map((row) => taskView(row, context));
  }

  @Subscription('taskChanged')
  taskChanged(@Args() args: ChangedArguments, @Context() context: RequestContext) {
    return changed(this.#projector, 'task', async (changedId) => {
      const id = args.taskId ?? changedId;
      if (changedId !== id && !isPartOf(changedId, id)) return null;
      // A subscription outlives what was true when it began: nothing read for one change is kept for the next.
      const [row] = await this.#queries.byId([id], { ...context, once: (_key, make) => make() });
      if (row === undefined) return null;
      if (args.planId != null && args.planId !== row.planId) return null;
      if (args.unitId != null && args.unitId !== row.leadUnitId) return null;
      return { taskChanged: { id } };
    });
  }

  @ResolveField('children')
  async children(@Parent() { id, childCount }: TaskView, @Context() context: RequestContext) {
    return childCount === 0 ? [] : this.#children(context).load(id);
  }

  @ResolveField('availableCommands')
  async available(@Parent() { id }: TaskView, @Context() context: RequestContext) {
    const { coordinationId, probes } = invitationProbe(id);
    const own = await this.#availableCommands('task', id, taskProbes(id), context);
    return [...own, ...(await this.#availableCommands('coordination', coordinationId, probes, context))];
  }

  @ResolveField('history')
  async history(@Parent() task: TaskView, @Context() context: RequestContext) {
    const entries = await this.#historyOf('task', task.id, context);
    if (seesEvidence(context.viewer, task)) return entries;
    return entries.filter(({ type }) => !evidenceEvents.includes(type));
  }

  #children(context: RequestContext): DataLoader<string, TaskView[]> {
    return context.once(
      'children of tasks',
      () =>
        new DataLoader(async (ids) => {
          const rows = await this.#queries.childrenOf(ids, context);
          const byParent = Map.groupBy(rows, ({ parentTaskId }) => parentTaskId);
          return ids.map((id) => (byParent.get(id) ?? []).map((row) => taskView(row, context)));
        }),
    );
  }
}

/** The unit of a split task works in a task that is named after it; what changes there, changes the whole. */
function isPartOf(childTaskId: string, taskId: string): boolean {
  return childTaskId.startsWith(`${taskId}.`);
}
