import { graphql, type ResultOf } from '../../platform/graphql.ts';

export const accountFields = graphql(`
  fragment AccountFields on Account {
    id fullName email phone status illustrative revision
    offices { id title titleEnglish role since lastDay unit { id name nameEnglish shortName } }
  }
`);
export type AccountDetail = ResultOf<typeof accountFields>;
export type Office = AccountDetail['offices'][number];

export const accountsQuery = graphql(
  `
  query Accounts($search: String, $after: String) {
    accounts(search: $search, first: 200, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges { node { ...AccountFields } }
    }
  }
`,
  [accountFields],
);

export const accountQuery = graphql(`query OneAccount($id: ID!) { account(id: $id) { ...AccountFields } }`, [
  accountFields,
]);

export const openAccount = graphql(
  `mutation OpenAccount($input: OpenAccountInput!) { openAccount(input: $input) { ...AccountFields } }`,
  [accountFields],
);

export const changeAccountDetails = graphql(
  `
  mutation ChangeAccountDetails($input: ChangeAccountDetailsInput!) {
    changeAccountDetails(input: $input) { ...AccountFields }
  }
`,
  [accountFields],
);

export const grantOffice = graphql(
  `mutation GrantOffice($input: GrantOfficeInput!) { grantOffice(input: $input) { ...AccountFields } }`,
  [accountFields],
);

export const endOffice = graphql(
  `mutation EndOffice($input: EndOfficeInput!) { endOffice(input: $input) { ...AccountFields } }`,
  [accountFields],
);

export const closeAccount = graphql(
  `mutation CloseAccount($input: CloseAccountInput!) { closeAccount(input: $input) { ...AccountFields } }`,
  [accountFields],
);

export const eraseAccount = graphql(
  `mutation EraseAccount($input: EraseAccountInput!) { eraseAccount(input: $input) { ...AccountFields } }`,
  [accountFields],
);

export const setPassword = graphql(
  `mutation SetPassword($input: SetPasswordInput!) { setPassword(input: $input) }`,
);
