import { Checkbox, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { graphql } from '../../platform/graphql.ts';
import { newId } from '../../platform/new-id.ts';
import { CommandDialog } from '../../ui/command-dialog.tsx';
import type { DialogForm } from '../../ui/form-dialog.tsx';
import { type DetailsValues, detailsInput, emptyDetails, isCodeTaken } from './details-values.ts';
import { DetailsFields } from './dialogs/details-fields.tsx';
import { DuePassed } from './dialogs/due-passed.tsx';
import { addTask } from './task-commands.ts';

/** The tasks as the page of the plan has asked for them, so that the cache answers; 500 is the server's bound. */
const planQuery = graphql(`
  query PlanForNewTask($id: ID!, $filter: TaskFilter) {
    plan(id: $id) { id year sections { id mark title titleEnglish } }
    tasks(filter: $filter, sort: { field: CODE, direction: ASCENDING }, first: 500) {
      edges { node { id code } }
    }
  }
`);

interface Values extends DetailsValues {
  readonly taskId: string;
  readonly code: string;
  readonly countsPeople: boolean;
}

/** Writes a task into a plan. */
export function AddTaskDialog({
  planId,
  sectionId = null,
  onClose,
}: {
  planId: string;
  sectionId?: string | null;
  onClose: () => void;
}) {
  const { t } = useTranslation(['task', 'app']);
  const [{ data }] = useQuery({
    query: planQuery,
    variables: { id: planId, filter: { planId, withChildren: false } },
    requestPolicy: 'cache-first',
  });
  const plan = data?.plan;
  if (!plan) return null;
  const tasks = data.tasks.edges.map(({ node }) => node);
  const codeFault = (one: Pick<Values, 'taskId' | 'code'>): string | undefined => {
    if (one.code.trim() === '') return t('app:requiredField');
    return isCodeTaken(one, tasks) ? t('form.codeTaken') : undefined;
  };
  return (
    <CommandDialog
      draftKey={`addTask/${planId}`}
      wide
      title={t('action.addTask')}
      sendLabel={t('action.addTask')}
      done={t('done.addTask')}
      document={addTask}
      initial={(): Values => ({ ...emptyDetails(sectionId), taskId: newId(), code: '', countsPeople: false })}
      check={({ taskId, code, title, scheduleKind, dueOn }) => ({
        code: codeFault({ taskId, code }),
        title: title.trim() === '' ? t('app:requiredField') : undefined,
        dueOn: scheduleKind === 'DUE_DATE' && dueOn === null ? t('form.dueNeeded') : undefined,
      })}
      toInput={(values) => ({
        taskId: values.taskId,
        planId,
        code: values.code.trim(),
        countsPeople: values.countsPeople,
        ...detailsInput(values, plan.year, null),
      })}
      onClose={onClose}
    >
      {(form) => (
        <>
          <TextInput
            label={t('form.code')}
            withAsterisk
            maxLength={20}
            data-autofocus
            {...form.text('code')}
          />
          <DetailsFields
            // Both forms hold these fields; adding has three more.
            form={form as unknown as DialogForm<DetailsValues>}
            sections={plan.sections}
            keepsPeriods={false}
          />
          <Checkbox
            label={t('form.countsPeople')}
            checked={form.values.countsPeople}
            onChange={(event) => form.set('countsPeople', event.currentTarget.checked)}
          />
          <DuePassed dueOn={form.values.scheduleKind === 'DUE_DATE' ? form.values.dueOn : null} />
        </>
      )}
    </CommandDialog>
  );
}
