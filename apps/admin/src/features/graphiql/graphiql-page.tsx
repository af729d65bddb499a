import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { useComputedColorScheme } from '@mantine/core';
import { GraphiQL } from 'graphiql';
import { createClient } from 'graphql-ws';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../platform/language.ts';
import { useMoment } from '../../platform/moment.tsx';
import { PageHead } from '../../ui/page.tsx';
import classes from './graphiql.module.css';

const firstQuery = `# Ctrl + Enter
query {
  moment { today position }
  plans(first: 5) {
    edges { node { number title year progress { taskCount percent } } }
  }
}
`;

/** The schema to try out, as the person who is signed in and as of the moment shown. All of it is our own copy. */
export function GraphiqlPage() {
  const { t } = useTranslation();
  const { asOf } = useMoment();
  const scheme = useComputedColorScheme();
  const fetcher = useMemo(
    () =>
      createGraphiQLFetcher({
        url: '/graphql',
        wsClient: createClient({ url: `${location.origin.replace(/^http/u, 'ws')}/graphql`, lazy: true }),
        headers: {
          'accept-language': currentLanguage(),
          ...(asOf === null ? {} : { 'x-as-of': asOf }),
        },
      }),
    [asOf],
  );
  return (
    <>
      <PageHead title={t('nav.graphiql')} below={t('graphiqlBelow')} />
      <div className={classes.ide}>
        <GraphiQL
          fetcher={fetcher}
          defaultQuery={firstQuery}
          forcedTheme={scheme}
          shouldPersistHeaders={false}
          defaultEditorToolsVisibility={false}
        />
      </div>
    </>
  );
}
