import { Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useMoment } from '../../platform/moment.tsx';
import { useViewer } from '../../platform/session.ts';
import { FormButton } from '../../ui/form-button.tsx';
import { lazyNamed } from '../../ui/lazy-named.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { NextPages } from '../../ui/next-pages.tsx';
import { Nothing, PageHead } from '../../ui/page.tsx';
import classes from './plan.module.css';
import { PlanListRow } from './plan-list-row.tsx';
import { planListQuery } from './plan-operations.ts';

const HeadingDialog = lazyNamed(() => import('./dialogs/heading-dialog.tsx'), 'HeadingDialog');
const route = getRouteApi('/frame/plans');

const statuses = ['DRAFT', 'ISSUED', 'CLOSED', 'WITHDRAWN'] as const;

/** All plans that the viewer may see, latest year first. */
export function PlanListPage() {
  const { t } = useTranslation(['plan', 'app']);
  const { year, status } = route.useSearch();
  const navigate = route.useNavigate();
  const { today, readOnly } = useMoment();
  const { role, unit } = useViewer();
  const [drafting, setDrafting] = useState(false);
  const chosen = statuses.find((one) => one === status);
  const variables = {
    statuses: chosen ? [chosen] : null,
    year: year && /^\d{4}$/u.test(year) ? Number(year) : null,
  };
  const [answer, ask] = useQuery({ query: planListQuery, variables });
  return (
    <>
      <PageHead
        title={t('list.title')}
        actions={
          role === 'PLANNER' &&
          unit !== null &&
          !readOnly && (
            <FormButton
              draftKey="draftPlan"
              leftSection={<IconPlus size={16} />}
              onClick={() => setDrafting(true)}
            >
              {t('action.draftPlan')}
            </FormButton>
          )
        }
      />
      <search className={classes.filters}>
        <Select
          aria-label={t('list.year')}
          placeholder={t('list.year')}
          data={yearsAround(Number(today.slice(0, 4)))}
          value={year ?? null}
          onChange={(value) =>
            void navigate({ search: (old) => ({ ...old, year: value ?? undefined }), replace: true })
          }
          clearable
          clearButtonProps={{ 'aria-label': t('app:clear') }}
        />
        <Select
          aria-label={t('list.status')}
          placeholder={t('list.status')}
          data={statuses.map((value) => ({ value, label: t(`status.${value}`) }))}
          value={chosen ?? null}
          onChange={(value) =>
            void navigate({ search: (old) => ({ ...old, status: value ?? undefined }), replace: true })
          }
          clearable
          clearButtonProps={{ 'aria-label': t('app:clear') }}
        />
      </search>
      <Loaded answer={answer} onRetry={() => ask({ requestPolicy: 'network-only' })} lines={8}>
        {({ plans }) =>
          plans.edges.length === 0 ? (
            <Nothing>{t('list.nothing')}</Nothing>
          ) : (
            <ul className={classes.list}>
              {plans.edges.map(({ node }) => (
                <PlanListRow key={node.id} plan={node} />
              ))}
              <NextPages
                key={JSON.stringify(variables)}
                query={planListQuery}
                variables={variables}
                connectionOf={(data) => data.plans}
                before={plans}
                shown={plans.edges.length}
              >
                {(node) => <PlanListRow key={node.id} plan={node} />}
              </NextPages>
            </ul>
          )
        }
      </Loaded>
      {drafting && (
        <Suspense>
          <HeadingDialog plan={null} onClose={() => setDrafting(false)} />
        </Suspense>
      )}
    </>
  );
}

/** From next year, which is being planned, back over the plans of a term. */
function yearsAround(thisYear: number): string[] {
  return Array.from({ length: 7 }, (_, back) => String(thisYear + 1 - back));
}
