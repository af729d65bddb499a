import { graphql } from '../../platform/graphql.ts';
import { unitFields, unitGroupFields } from './organisation-operations.ts';

export const establishUnit = graphql(
  `mutation EstablishUnit($input: EstablishUnitInput!) { establishUnit(input: $input) { ...UnitFields } }`,
  [unitFields],
);

export const renameUnit = graphql(
  `mutation RenameUnit($input: RenameUnitInput!) { renameUnit(input: $input) { ...UnitFields } }`,
  [unitFields],
);

export const dissolveUnit = graphql(
  `mutation DissolveUnit($input: DissolveUnitInput!) { dissolveUnit(input: $input) { ...UnitFields } }`,
  [unitFields],
);

export const defineUnitGroup = graphql(
  `
  mutation DefineUnitGroup($input: DefineUnitGroupInput!) {
    defineUnitGroup(input: $input) { ...UnitGroupFields }
  }
`,
  [unitGroupFields],
);

export const changeUnitGroup = graphql(
  `
  mutation ChangeUnitGroup($input: ChangeUnitGroupInput!) {
    changeUnitGroup(input: $input) { ...UnitGroupFields }
  }
`,
  [unitGroupFields],
);
