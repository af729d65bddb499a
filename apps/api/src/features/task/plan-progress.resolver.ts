import { Inject } from '@nestjs/common';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { DATABASE, type Database } from '../../platform/database/database.ts';
import type { RequestContext } from '../../platform/graphql/request-context.ts';
import { type PlanTaskQueries, type ProgressCount, planTaskQueries } from './task.counts.ts';
import { progressOf, sectionsUnder } from './task.progress.ts';

import type { SectionPlace } from './task.tables.ts';

interface TasksOfPlan {
  readonly counts: readonly ProgressCount[];
  readonly sections: readonly SectionPlace[];
}

/** How the tasks of plans stand: one query for all plans and sections of a request. */
class PlanTasks {
  readonly #queries: PlanTaskQueries;

  constructor(database: Database) {
    this.#queries = planTaskQueries(database);
  }

  load(planId: string, context: RequestContext): Promise<TasksOfPlan> {
    const loader = context.once(
      'tasks of plans',
      () => new DataLoader((planIds: readonly string[]) => this.#read(planIds, context)),
    );
    return loader.load(planId);
  }

  async #read(planIds: readonly string[], context: RequestContext): Promise<TasksOfPlan[]> {
    const [found, plans] = await Promise.all([
      this.#queries.countsOfPlans(planIds, context),
      this.#queries.sectionsOf(planIds, context),
    ]);
    const counts = Map.groupBy(found, ({ planId }) => planId);
    const sections = new Map(plans.map((plan) => [plan.planId, plan.sections]));
    return planIds.map((id) => ({ counts: counts.get(id) ?? [], sections: sections.get(id) ?? [] }));
  }
}

/** A field of the plan that tasks answer. */
@Resolver('Plan')
export class PlanProgressResolver {
  readonly #tasks: PlanTasks;

  constructor(@Inject(DATABASE) database: Database) {
    this.#tasks = new PlanTasks(database);
  }

  @ResolveField('progress')
  async progress(@Parent() { id }: { readonly id: string }, @Context() context: RequestContext) {
    return progressOf((await this.#tasks.load(id, context)).counts);
  }
}

/** A section counts the tasks of the sections below it too. */
@Resolver('PlanSection')
export class SectionProgressResolver {
  readonly #tasks: PlanTasks;

  constructor(@Inject(DATABASE) database: Database) {
    this.#tasks = new PlanTasks(database);
  }

  @ResolveField('progress')
  async progress(
    @Parent() section: { readonly id: string; readonly planId: string },
    @Context() context: RequestContext,
  ) {
    const { counts, sections } = await this.#tasks.load(section.planId, context);
    const under = sectionsUnder(sections, section.id);
    return progressOf(counts.filter(({ sectionId }) => sectionId !== null && under.has(sectionId)));
  }
}
