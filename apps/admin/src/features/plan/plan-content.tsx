import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery, useSubscription } from 'urql';
import { formatNumber } from '../../platform/format.ts';
import { useMoment } from '../../platform/moment.tsx';
import { FormButton } from '../../ui/form-button.tsx';
import { lazyNamed } from '../../ui/lazy-named.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Nothing, Panel } from '../../ui/page.tsx';
import classes from './plan.module.css';
import { type PlanDetail, planTaskChanged, planTasksQuery } from './plan-operations.ts';
import type { PlanSlots } from './plan-slots.ts';
import { planTree } from './plan-tree.ts';
import { type SectionCall, SectionTree } from './section-tree.tsx';

const AddSectionDialog = lazyNamed(() => import('./dialogs/add-section-dialog.tsx'), 'AddSectionDialog');
const ChangeSectionDialog = lazyNamed(
  () => import('./dialogs/change-section-dialog.tsx'),
  'ChangeSectionDialog',
);

/** The document as a tree: objectives, groups of solutions, tasks, each with how far it is. */
export function PlanContent({ plan, addTask }: { plan: PlanDetail; addTask: PlanSlots['addTask'] }) {
  const { t } = useTranslation('plan');
  const { readOnly } = useMoment();
  const [answer, ask] = useQuery({
    query: planTasksQuery,
    variables: { filter: { planId: plan.id, withChildren: false } },
  });
  useSubscription({ query: planTaskChanged, variables: { planId: plan.id }, pause: readOnly });
  const [call, setCall] = useState<SectionCall | null>(null);
  // As it is now: others may change it while its form is open.
  const calledSection = plan.sections.find(({ id }) => id === call?.section?.id);
  const may = (name: string): boolean => !readOnly && plan.availableCommands.includes(name);
  // Tasks are added by whoever may write the plan, also where the server names only the plan's own commands.
  const mayAddTask = may('addTask') || may('addPlanSection');
  const mayBegin = plan.status === 'DRAFT' && may('addPlanSection');
  const close = (): void => setCall(null);

  return (
    <Panel
      title={t('part.content')}
      flush
      aside={
        <div className={classes.buttons}>
          {may('addPlanSection') && (
            <FormButton
              draftKey={`addPlanSection/${plan.id}/`}
              size="xs"
              variant="default"
              leftSection={<IconPlus size={14} />}
              onClick={() => setCall({ name: 'addSection', section: null })}
            >
              {t('action.addPlanSection')}
            </FormButton>
          )}
          {mayAddTask && (
            <FormButton
              draftKey={`addTask/${plan.id}`}
              size="xs"
              variant="default"
              leftSection={<IconPlus size={14} />}
              onClick={() => setCall({ name: 'addTask', section: null })}
            >
              {t('action.addTask')}
            </FormButton>
          )}
        </div>
      }
    >
      <div className={classes.padIfLoading}>
        <Loaded answer={answer} onRetry={() => ask({ requestPolicy: 'network-only' })} lines={10}>
          {({ tasks }) => {
            const rows = tasks.edges.map((edge) => edge.node);
            const nodes = planTree(plan.sections, rows);
            return nodes.length === 0 ? (
              <Nothing>{t(mayBegin ? 'empty' : 'noSections')}</Nothing>
            ) : (
              <>
                <SectionTree
                  nodes={nodes}
                  planId={plan.id}
                  maySection={may('addPlanSection')}
                  mayTask={mayAddTask}
                  onCall={setCall}
                />
                {tasks.totalCount > rows.length && (
                  <p className={classes.soft}>
                    <Link to="/tasks" search={{ plan: plan.id }}>
                      {t('more', { shown: formatNumber(tasks.totalCount) })}
                    </Link>
                  </p>
                )}
              </>
            );
          }}
        </Loaded>
      </div>
      <Suspense>
        {call?.name === 'addSection' && (
          <AddSectionDialog plan={plan} parent={call.section} onClose={close} />
        )}
        {call?.name === 'changeSection' && calledSection && (
          <ChangeSectionDialog plan={plan} section={calledSection} onClose={close} />
        )}
        {call?.name === 'addTask' &&
          addTask({ planId: plan.id, sectionId: call.section?.id, onClose: close })}
      </Suspense>
    </Panel>
  );
}
