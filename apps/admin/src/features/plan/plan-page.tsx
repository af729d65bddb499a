import { Tabs } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { Loaded } from '../../ui/loaded.tsx';
import { NotThere } from '../../ui/not-there.tsx';
import { PageHead } from '../../ui/page.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './plan.module.css';
import { PlanActions } from './plan-actions.tsx';
import { PlanAside } from './plan-aside.tsx';
import { PlanChip } from './plan-chip.tsx';
import { PlanContent } from './plan-content.tsx';
import { type PlanDetail, planQuery } from './plan-operations.ts';
import type { PlanSlots } from './plan-slots.ts';

const route = getRouteApi('/frame/plans/$planId');

/** A plan: its tree with what is done, its heading and relations, its history. */
export function PlanPage({ planId, slots }: { planId: string; slots: PlanSlots }) {
  const { t } = useTranslation('plan');
  const [answer, ask] = useQuery({ query: planQuery, variables: { id: planId } });
  return (
    <Loaded answer={answer} onRetry={() => ask({ requestPolicy: 'network-only' })} lines={10}>
      {({ plan }) =>
        plan === null ? (
          <NotThere title={t('notFound')} below={<Link to="/plans">{t('list.title')}</Link>} />
        ) : (
          <>
            <Head plan={plan} />
            <Body plan={plan} slots={slots} />
          </>
        )
      }
    </Loaded>
  );
}

function Head({ plan }: { plan: PlanDetail }) {
  const { t } = useTranslation(['plan', 'app']);
  const words = useWords();
  return (
    <PageHead
      title={words(plan.title, plan.titleEnglish)}
      windowTitle={plan.number ?? words(plan.title, plan.titleEnglish)}
      above={
        <>
          <Link to="/plans">{t('list.title')}</Link>
          <span>{plan.number ?? t('noNumber')}</span>
          <PlanChip status={plan.status} />
          {plan.illustrative && <span title={t('app:illustrativeHint')}>{t('app:illustrative')}</span>}
        </>
      }
      actions={<PlanActions plan={plan} />}
    />
  );
}

function Body({ plan, slots }: { plan: PlanDetail; slots: PlanSlots }) {
  const { t } = useTranslation('plan');
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Tabs
      value={tab === 'history' ? 'history' : 'content'}
      onChange={(value) =>
        void navigate({
          search: (old) => ({ ...old, tab: value === 'history' ? 'history' : undefined }),
          replace: true,
          resetScroll: false,
        })
      }
      keepMounted={false}
    >
      <Tabs.List aria-label={t('tab.label')}>
        <Tabs.Tab value="content">{t('tab.content')}</Tabs.Tab>
        <Tabs.Tab value="history">{t('tab.history')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="content" pt="md">
        <div className={classes.columns}>
          <PlanContent plan={plan} addTask={slots.addTask} />
          <PlanAside plan={plan} />
        </div>
      </Tabs.Panel>
      <Tabs.Panel value="history" pt="md">
        {slots.history({ id: plan.id, revision: plan.revision })}
      </Tabs.Panel>
    </Tabs>
  );
}
