import { Button, Select } from '@mantine/core';
import { IconFilePlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery, useSubscription } from 'urql';
import { useMoment } from '../../platform/moment.tsx';
import { useViewer } from '../../platform/session.ts';
import { lazyNamed } from '../../ui/lazy-named.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { NextPages } from '../../ui/next-pages.tsx';
import { Nothing, PageHead } from '../../ui/page.tsx';
import { filterWords } from '../../ui/unit-select.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './report.module.css';
import { ReportLine } from './report-line.tsx';
import { reportChanged, reportPlansQuery, reportsQuery } from './report-operations.ts';

const RequestDialog = lazyNamed(() => import('./request-dialog.tsx'), 'RequestDialog');
const route = getRouteApi('/frame/reports');

/** Reports on plans, latest first; those under way tell how far they are while one looks. */
export function ReportListPage() {
  const { t } = useTranslation(['report', 'app']);
  const words = useWords();
  const { readOnly } = useMoment();
  const { role } = useViewer();
  const mayRequest = !readOnly && role !== 'AUDITOR';
  const { plan: planId } = route.useSearch();
  const navigate = route.useNavigate();
  const [requesting, setRequesting] = useState(false);
  const [answer, ask] = useQuery({ query: reportsQuery, variables: { planId } });
  const [{ data: choices }] = useQuery({ query: reportPlansQuery });
  const [change] = useSubscription({ query: reportChanged, variables: { planId }, pause: readOnly });
  // Somebody else asked for a report: the list that is shown does not hold it yet.
  const changedId = change.data?.reportChanged.id;
  const shown = answer.data?.reports.edges;
  const unknown = changedId !== undefined && shown?.every(({ node }) => node.id !== changedId) === true;
  useEffect(() => {
    if (unknown) ask({ requestPolicy: 'network-only' });
  }, [unknown, ask]);
  const plans = (choices?.plans.edges ?? []).map(({ node }) => ({
    value: node.id,
    label: `${node.number ?? node.year} · ${words(node.title, node.titleEnglish)}`,
    issuedOn: node.issuedOn,
  }));
  return (
    <>
      <PageHead
        title={t('title')}
        below={t('below')}
        actions={
          mayRequest && (
            <Button leftSection={<IconFilePlus size={16} />} onClick={() => setRequesting(true)}>
              {t('request')}
            </Button>
          )
        }
      />
      <search className={classes.filters}>
        <Select
          aria-label={t('plan')}
          placeholder={t('allPlans')}
          data={plans}
          value={planId ?? null}
          onChange={(plan) =>
            void navigate({ search: (old) => ({ ...old, plan: plan ?? undefined }), replace: true })
          }
          searchable
          filter={filterWords}
          clearable
          clearButtonProps={{ 'aria-label': t('app:clear') }}
          className={classes.planFilter}
        />
      </search>
      <Loaded answer={answer} onRetry={() => ask({ requestPolicy: 'network-only' })} lines={6}>
        {({ reports }) =>
          reports.edges.length === 0 ? (
            <Nothing>{t(readOnly ? 'nothingThen' : mayRequest ? 'nothingYet' : 'nothing')}</Nothing>
          ) : (
            <ul className={classes.list}>
              {reports.edges.map(({ node }) => (
                <ReportLine key={node.id} report={node} />
              ))}
              <NextPages
                key={planId}
                query={reportsQuery}
                variables={{ planId }}
                connectionOf={(data) => data.reports}
                before={reports}
                shown={reports.edges.length}
              >
                {(node) => <ReportLine key={node.id} report={node} />}
              </NextPages>
            </ul>
          )
        }
      </Loaded>
      {requesting && (
        <Suspense>
          <RequestDialog plans={plans} planId={planId ?? null} onClose={() => setRequesting(false)} />
        </Suspense>
      )}
    </>
  );
}
