import { useMemo } from 'react';
import { useQuery } from 'urql';
import { compareWords } from '../platform/format.ts';
import { graphql, type ResultOf } from '../platform/graphql.ts';

/** Every province has fewer; the server's own bound for one page. */
const unitsQuery = graphql(`
  query UnitDirectory {
    units(first: 500) {
      edges { node { id name nameEnglish shortName kind code requestOnly lastDay } }
    }
  }
`);

export type DirectoryUnit = ResultOf<typeof unitsQuery>['units']['edges'][number]['node'];

/** All units at the moment shown, in the order of the Vietnamese alphabet; asked for once and cached. */
export function useUnits(pause = false): {
  units: readonly DirectoryUnit[];
  byId: ReadonlyMap<string, DirectoryUnit>;
} {
  const [{ data }] = useQuery({ query: unitsQuery, pause, requestPolicy: 'cache-first' });
  return useMemo(() => {
    const units = (data?.units.edges ?? [])
      .map((edge) => edge.node)
      .toSorted((a, b) => compareWords(a.shortName, b.shortName));
    return { units, byId: new Map(units.map((unit) => [unit.id, unit])) };
  }, [data]);
}
