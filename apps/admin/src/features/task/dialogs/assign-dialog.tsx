import { MultiSelect, SegmentedControl, Select, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { graphql } from '../../../platform/graphql.ts';
import { CommandDialog } from '../../../ui/command-dialog.tsx';
import type { DialogForm } from '../../../ui/form-dialog.tsx';
import { filterWords, UnitSelect, UnitsSelect } from '../../../ui/unit-select.tsx';
import { useUnits } from '../../../ui/use-units.ts';
import { useWords } from '../../../ui/use-words.ts';
import { assignTask } from '../task-commands.ts';
import { DuePassed } from './due-passed.tsx';
import { draftKeyOf, orNull, type TaskDialogProps } from './task-dialog.ts';

const groupsQuery = graphql(`query UnitGroupsToAssign { unitGroups { id name nameEnglish members { id } } }`);

interface Values {
  readonly leadKind: 'unit' | 'group';
  readonly leadUnitId: string | null;
  readonly leadGroupId: string | null;
  readonly coordinatingUnitIds: string[];
  readonly coordinatingGroupIds: string[];
  readonly coordinationScope: string;
}

export function AssignDialog({ task, onClose }: TaskDialogProps) {
  const { t } = useTranslation(['task', 'app']);
  const groups = useGroupOptions();
  return (
    <CommandDialog
      draftKey={draftKeyOf('assignTask', task)}
      wide
      title={t('action.assignTask')}
      sendLabel={t('action.assignTask')}
      done={t('done.assignTask')}
      document={assignTask}
      initial={(): Values => ({
        leadKind: 'unit',
        leadUnitId: task.leadUnit?.id ?? null,
        leadGroupId: null,
        coordinatingUnitIds: task.coordinations
          .filter(({ state, origin }) => state !== 'WITHDRAWN' && origin === 'ASSIGNMENT')
          .map(({ unit }) => unit.id),
        coordinatingGroupIds: [],
        coordinationScope: '',
      })}
      check={({ leadKind, leadUnitId, leadGroupId }) => ({
        leadUnitId: leadKind === 'unit' && leadUnitId === null ? t('app:requiredField') : undefined,
        leadGroupId: leadKind === 'group' && leadGroupId === null ? t('app:requiredField') : undefined,
      })}
      toInput={(values) => ({
        taskId: task.id,
        leadUnitId: values.leadKind === 'unit' ? values.leadUnitId : null,
        leadGroupId: values.leadKind === 'group' ? values.leadGroupId : null,
        coordinatingUnitIds: values.coordinatingUnitIds,
        coordinatingGroupIds: values.coordinatingGroupIds,
        coordinationScope: orNull(values.coordinationScope),
      })}
      onClose={onClose}
    >
      {(form) => (
        <>
          <DuePassed dueOn={task.schedule.dueOn} />
          <LeadFields form={form} groups={groups} />
          <UnitsSelect
            label={t('form.coordinatingUnits')}
            value={form.values.coordinatingUnitIds}
            onChange={(ids) => form.set('coordinatingUnitIds', ids)}
            only={({ id }) => form.values.leadKind === 'group' || id !== form.values.leadUnitId}
            error={form.errors.coordinatingUnitIds}
          />
          <MultiSelect
            label={t('form.coordinatingGroups')}
            data={groups}
            value={form.values.coordinatingGroupIds}
            onChange={(ids) => form.set('coordinatingGroupIds', ids)}
            searchable
            filter={filterWords}
            nothingFoundMessage={t('app:nothingFound')}
            error={form.errors.coordinatingGroupIds}
          />
          <Textarea
            label={t('form.coordinationScope')}
            autosize
            minRows={2}
            {...form.text('coordinationScope')}
          />
        </>
      )}
    </CommandDialog>
  );
}

function LeadFields({
  form,
  groups,
}: {
  form: DialogForm<Values>;
  groups: { value: string; label: string }[];
}) {
  const { t } = useTranslation(['task', 'app']);
  const { byId } = useUnits();
  const { leadKind, leadUnitId } = form.values;
  const unit = leadUnitId === null ? undefined : byId.get(leadUnitId);
  const hint = unit && t(unit.requestOnly ? 'form.leadRequest' : 'form.leadOrder', { unit: unit.shortName });
  return (
    <>
      <SegmentedControl
        aria-label={t('form.leadKind')}
        value={leadKind}
        onChange={(kind) => form.set('leadKind', kind === 'group' ? 'group' : 'unit')}
        data={[
          { value: 'unit', label: t('form.leadUnitKind') },
          { value: 'group', label: t('form.leadGroupKind') },
        ]}
      />
      {leadKind === 'unit' ? (
        <UnitSelect
          label={t('form.leadUnit')}
          description={hint}
          required
          value={leadUnitId}
          onChange={(id) => form.set('leadUnitId', id)}
          error={form.errors.leadUnitId}
        />
      ) : (
        <Select
          label={t('form.leadGroup')}
          description={t('form.leadGroupHint')}
          withAsterisk
          data={groups}
          value={form.values.leadGroupId}
          onChange={(id) => form.set('leadGroupId', id)}
          searchable
          filter={filterWords}
          nothingFoundMessage={t('app:nothingFound')}
          error={form.errors.leadGroupId}
        />
      )}
    </>
  );
}

function useGroupOptions(): { value: string; label: string }[] {
  const { t } = useTranslation('task');
  const words = useWords();
  const [{ data }] = useQuery({ query: groupsQuery, requestPolicy: 'cache-first' });
  return (data?.unitGroups ?? []).map((group) => ({
    value: group.id,
    label: `${words(group.name, group.nameEnglish)} (${t('splitLead', { count: group.members.length })})`,
  }));
}
