import { graphql, type ResultOf } from '../../platform/graphql.ts';

/** Every province has fewer than 500 units, the server's own bound for one page. */
export const unitTreeQuery = graphql(`
  query UnitTree {
    units(first: 500) {
      totalCount
      edges {
        node { id kind name nameEnglish shortName code since lastDay requestOnly parent { id } }
      }
    }
  }
`);
export type TreeUnit = ResultOf<typeof unitTreeQuery>['units']['edges'][number]['node'];

const unitLinkFields = graphql(`
  fragment UnitLink on Unit { id kind name nameEnglish shortName code lastDay }
`);
export type UnitLink = ResultOf<typeof unitLinkFields>;

export const unitFields = graphql(
  `
  fragment UnitFields on Unit {
    ...UnitLink
    since requestOnly childCount revision
    names { name nameEnglish shortName code since legalAct }
    parent { ...UnitLink parent { ...UnitLink } }
    children { ...UnitLink }
    successors { ...UnitLink }
    offices { id title titleEnglish role since lastDay account { id fullName email phone } }
  }
`,
  [unitLinkFields],
);
export type UnitDetail = ResultOf<typeof unitFields>;

export const unitQuery = graphql(`query OneUnit($id: ID!) { unit(id: $id) { ...UnitFields } }`, [unitFields]);

export const unitGroupFields = graphql(
  `fragment UnitGroupFields on UnitGroup { id name nameEnglish revision members { ...UnitLink } }`,
  [unitLinkFields],
);
export type UnitGroup = ResultOf<typeof unitGroupFields>;

export const unitGroupsQuery = graphql(`query UnitGroups { unitGroups { ...UnitGroupFields } }`, [
  unitGroupFields,
]);
