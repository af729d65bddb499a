import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import { DATABASE, type Database } from '../../platform/database/database.ts';
import { FILE_BINDINGS, type FileBindings } from '../../platform/files/file-bindings.ts';
import { changed } from '../../platform/graphql/changed.ts';
import { HISTORY, type HistoryReader } from '../../platform/graphql/history.ts';
import { connection, type PageArguments, type PageBounds, pageOf } from '../../platform/graphql/paging.ts';
import { REFERENCES, type References } from '../../platform/graphql/references.ts';
import type { RequestContext } from '../../platform/graphql/request-context.ts';
import { PROJECTOR, type Projector } from '../../platform/projector/projector.ts';
import { type ReportQueries, reportQueries } from './report.queries.ts';
import { type ReportView, reportView } from './report.views.ts';

const pageBounds: PageBounds = {
  ...{ firstDefault: 50, firstMax: 200 },
  cursors: { list: 'reports', key: ['text', 'text'] },
};

/** Reports and the documents that they end in. */
@Resolver('Report')
export class ReportResolver {
  readonly #queries: ReportQueries;
  readonly #references: References;
  readonly #historyOf: HistoryReader;
  readonly #projector: Projector;

  constructor(
    @Inject(DATABASE) database: Database,
    @Inject(REFERENCES) references: References,
    @Inject(HISTORY) historyOf: HistoryReader,
    @Inject(PROJECTOR) projector: Projector,
    @Inject(FILE_BINDINGS) bindings: FileBindings,
  ) {
    this.#queries = reportQueries(database);
    this.#references = references;
    this.#historyOf = historyOf;
    this.#projector = projector;
    references.register('Report', async (ids, { moment }) => {
      const rows = await this.#queries.byId(ids, moment);
      const views = new Map(rows.map((row) => [row.id, reportView(row)]));
      return ids.map((id) => views.get(id) ?? null);
    });
    bindings.register('report', {
      read: async (sha256, { viewer, moment }) =>
        viewer === null ? null : ((await this.#queries.byDocument(sha256, moment))?.document ?? null),
    });
  }

  @Query('report')
  report(@Args('id') id: string, @Context() context: RequestContext) {
    return this.#references.load('Report', id, context);
  }

  @Query('reports')
  async reports(
    @Args() args: PageArguments & { readonly planId?: string | null },
    @Context() context: RequestContext,
  ) {
    const page = pageOf(args, pageBounds, context);
    const { rows, total } = await this.#queries.page(args.planId ?? null, page, context.moment);
    const reports = rows.map(reportView);
    this.#references.prime('Report', reports, context);
    return connection(page, reports, total, ({ requestedAt, id }) => [requestedAt, id]);
  }

  @Subscription('reportChanged')
  reportChanged(@Args() { reportId, planId }: { reportId?: string | null; planId?: string | null }) {
    return changed(this.#projector, 'report', async (id) => {
      if (reportId != null && reportId !== id) return null;
      if (planId == null) return { reportChanged: { id } };
      const [row] = await this.#queries.byId([id], { position: null });
      return row?.planId === planId ? { reportChanged: { id } } : null;
    });
  }

  @ResolveField('history')
  history(@Parent() { id }: ReportView, @Context() context: RequestContext) {
    return this.#historyOf('report', id, context);
  }
}
