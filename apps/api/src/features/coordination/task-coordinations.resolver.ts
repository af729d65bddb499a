import { Inject } from '@nestjs/common';
import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { DATABASE, type Database } from '../../platform/database/database.ts';
import { pageOf } from '../../platform/graphql/paging.ts';
import type { RequestContext } from '../../platform/graphql/request-context.ts';
import { type CoordinationQueries, coordinationQueries } from './coordination.queries.ts';
import { coordinationView } from './coordination.views.ts';

const unitBounds = { firstDefault: 500, firstMax: 500 };

interface OfTask {
  readonly id: string;
}

/** The coordinations on a task: fields of the task that coordinations answer. */
@Resolver('Task')
export class TaskCoordinationsResolver {
  readonly #queries: CoordinationQueries;

  constructor(@Inject(DATABASE) database: Database) {
    this.#queries = coordinationQueries(database);
  }

  @ResolveField('coordinations')
  async coordinations(@Parent() { id }: OfTask, @Context() context: RequestContext) {
    const loader = byTask(context, 'coordinations of tasks', this.#queries.ofTasks);
    return (await loader.load(id)).map(coordinationView);
  }

  @ResolveField('coordinatingUnits')
  async coordinatingUnits(
    @Parent() { id }: OfTask,
    @Args() { first }: { readonly first?: number | null },
    @Context() context: RequestContext,
  ) {
    const page = pageOf({ first }, unitBounds, context);
    const units = await this.#unitsOf(id, context);
    return units.slice(0, page.first).map(({ unitId }) => ({ id: unitId }));
  }

  @ResolveField('coordinatingUnitCount')
  async coordinatingUnitCount(@Parent() { id }: OfTask, @Context() context: RequestContext) {
    return (await this.#unitsOf(id, context)).length;
  }

  #unitsOf(taskId: string, context: RequestContext) {
    return byTask(context, 'coordinating units of tasks', this.#queries.coordinatingUnits).load(taskId);
  }
}

/** Asks once for all tasks of a request. */
function byTask<Row extends { readonly taskId: string }>(
  context: RequestContext,
  name: string,
  ofTasks: (taskIds: readonly string[], moment: RequestContext['moment']) => Promise<Row[]>,
): DataLoader<string, readonly Row[]> {
  return context.once(
    name,
    () =>
      new DataLoader(async (taskIds: readonly string[]) => {
        const rows = Map.groupBy(await ofTasks(taskIds, context.moment), ({ taskId }) => taskId);
        return taskIds.map((taskId) => rows.get(taskId) ?? []);
      }),
  );
}
