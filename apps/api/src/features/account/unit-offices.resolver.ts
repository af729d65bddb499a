import { Inject } from '@nestjs/common';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { DATABASE, type Database } from '../../platform/database/database.ts';
import type { RequestContext } from '../../platform/graphql/request-context.ts';
import { type AccountQueries, accountQueries } from './account.queries.ts';
import { grouped } from './account.resolver.ts';
import { officeView } from './account.views.ts';
import { contactsSeenBy } from './contact-rule.ts';

/** Who holds an office in a unit: a field of the unit that accounts answer. */
@Resolver('Unit')
export class UnitOfficesResolver {
  readonly #queries: AccountQueries;

  constructor(@Inject(DATABASE) database: Database) {
    this.#queries = accountQueries(database);
  }

  @ResolveField('offices')
  async offices(@Parent() { id }: { readonly id: string }, @Context() context: RequestContext) {
    const seesContacts = await contactsSeenBy(context, this.#queries);
    if (!seesContacts([id])) return [];
    const loader = context.once(
      'offices of units',
      () =>
        new DataLoader(async (ids: readonly string[]) =>
          grouped(ids, await this.#queries.officesOfUnits(ids, context.moment), ({ unitId }) => unitId),
        ),
    );
    return (await loader.load(id)).map(officeView);
  }
}
