import { Inject } from '@nestjs/common';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { DATABASE, type Database } from '../../platform/database/database.ts';
import type { RequestContext } from '../../platform/graphql/request-context.ts';
import { type CoordinationQueries, coordinationQueries } from './coordination.queries.ts';
import { coordinationView } from './coordination.views.ts';

/** The coordinations on a task: a field of the task that coordinations answer. */
@Resolver('Task')
export class TaskCoordinationsResolver {
  readonly #queries: CoordinationQueries;

  constructor(@Inject(DATABASE) database: Database) {
    this.#queries = coordinationQueries(database);
  }

  @ResolveField('coordinations')
  async coordinations(@Parent() { id }: { readonly id: string }, @Context() context: RequestContext) {
    const loader = context.once(
      'coordinations of tasks',
      () =>
        new DataLoader(async (taskIds: readonly string[]) => {
          const rows = await this.#queries.ofTasks(taskIds, context.moment);
          const byTask = Map.groupBy(rows, ({ taskId }) => taskId);
          return taskIds.map((taskId) => byTask.get(taskId) ?? []);
        }),
    );
    return (await loader.load(id)).map(coordinationView);
  }
}
