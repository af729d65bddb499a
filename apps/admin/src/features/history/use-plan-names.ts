import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { graphql } from '../../platform/graphql.ts';
import { useWords } from '../../ui/use-words.ts';
import type { HistoryEntry } from './history-entry-fields.ts';

/** The latest plans in one page: the server's own bound. */
const planNamesQuery = graphql(`
  query PlanNames { plans(first: 200) { edges { node { id number title titleEnglish } } } }
`);

const fields: ReadonlySet<string> = new Set(['parentPlanIds', 'siblingPlanIds']);

/**
 * The number of a plan, or its title; asked for once, and only where the entries name plans. A plan that is
 * not among the latest, or not for the viewer, is told as some other plan.
 */
export function usePlanNames(entries: readonly HistoryEntry[]): (id: string) => string {
  const { t } = useTranslation('history');
  const words = useWords();
  const pause = !entries.some(({ changes }) => changes.some(namesPlans));
  const [{ data }] = useQuery({ query: planNamesQuery, pause, requestPolicy: 'cache-first' });
  const byId = new Map(data?.plans.edges.map(({ node }) => [node.id, node]));
  return (id) => {
    if (data === undefined) return '…';
    const plan = byId.get(id);
    return plan === undefined ? t('value.otherPlan') : (plan.number ?? words(plan.title, plan.titleEnglish));
  };
}

function namesPlans({ field, before, after }: HistoryEntry['changes'][number]): boolean {
  return fields.has(field) && [before, after].some((ids) => Array.isArray(ids) && ids.length > 0);
}
