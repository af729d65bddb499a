import { MultiSelect, Textarea, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useMoment } from '../../../platform/moment.tsx';
import { newId } from '../../../platform/new-id.ts';
import { useViewer } from '../../../platform/session.ts';
import { CommandDialog } from '../../../ui/command-dialog.tsx';
import type { DialogForm } from '../../../ui/form-dialog.tsx';
import { filterWords, UnitSelect } from '../../../ui/unit-select.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { type TypedNumber, useNumberFault, WholeNumberField } from '../../../ui/whole-number-field.tsx';
import { changePlanHeading, draftPlan } from '../plan-commands.ts';
import { type PlanDetail, planChoicesQuery, planQuery } from '../plan-operations.ts';

interface Values {
  readonly planId: string;
  readonly title: string;
  readonly titleEnglish: string;
  readonly year: TypedNumber;
  readonly issuingUnitId: string | null;
  readonly draftingUnitId: string | null;
  readonly parentPlanIds: string[];
  readonly siblingPlanIds: string[];
}

const yearBounds = { min: 2000, max: 2100 };

/** The heading of a new draft (`plan` is null), or of one that is being written. */
export function HeadingDialog({ plan, onClose }: { plan: PlanDetail | null; onClose: () => void }) {
  const { t } = useTranslation(['plan', 'app']);
  const { unit } = useViewer();
  const { today } = useMoment();
  const navigate = useNavigate();
  const numberFault = useNumberFault();
  const name = plan === null ? 'draftPlan' : 'changePlanHeading';
  const shape = {
    title: t(`action.${name}`),
    explanation: t(`explain.${name}`),
    sendLabel: t(`send.${name}`),
    done: t(`done.${name}`),
    wide: true,
    initial: (): Values => initialOf(plan, unit?.id ?? null, Number(today.slice(0, 4)) + 1),
    check: (values: Values) => ({
      ...faultsOf(values, t('app:requiredField')),
      year: numberFault(values.year, yearBounds),
    }),
    onClose,
    children: (form: DialogForm<Values>) => <Fields form={form} />,
  };
  if (plan !== null) {
    return (
      <CommandDialog
        {...shape}
        draftKey={`${name}/${plan.id}`}
        revision={plan.revision}
        latest={[planQuery, { id: plan.id }]}
        document={changePlanHeading}
        toInput={inputOf}
      />
    );
  }
  return (
    <CommandDialog
      {...shape}
      draftKey={name}
      document={draftPlan}
      toInput={inputOf}
      onDone={(data) => void navigate({ to: '/plans/$planId', params: { planId: data.draftPlan.id } })}
    />
  );
}

function Fields({ form }: { form: DialogForm<Values> }) {
  const { t } = useTranslation(['plan', 'app']);
  const words = useWords();
  const [{ data }] = useQuery({ query: planChoicesQuery });
  const plans = (data?.plans.edges ?? [])
    .map((edge) => edge.node)
    .filter((other) => other.id !== form.values.planId)
    .map((other) => ({
      value: other.id,
      label: `${other.number ?? other.year} · ${words(other.title, other.titleEnglish)}`,
    }));
  return (
    <>
      <Textarea
        label={t('form.title')}
        withAsterisk
        autosize
        minRows={2}
        data-autofocus
        {...form.text('title')}
      />
      <TextInput label={t('form.titleEnglish')} {...form.text('titleEnglish')} />
      <WholeNumberField
        label={t('form.year')}
        value={form.values.year}
        onChange={(value) => form.set('year', value)}
        error={form.errors.year}
      />
      <UnitSelect
        label={t('form.issuingUnit')}
        required
        value={form.values.issuingUnitId}
        onChange={(id) => form.set('issuingUnitId', id)}
        error={form.errors.issuingUnitId}
      />
      <UnitSelect
        label={t('form.draftingUnit')}
        required
        value={form.values.draftingUnitId}
        onChange={(id) => form.set('draftingUnitId', id)}
        error={form.errors.draftingUnitId}
      />
      {(['parentPlanIds', 'siblingPlanIds'] as const).map((field) => (
        <MultiSelect
          key={field}
          label={t(`form.${field}`)}
          data={plans.filter(({ value }) => !isChosenInOther(value, field, form.values))}
          value={form.values[field]}
          onChange={(ids) => form.set(field, ids)}
          searchable
          filter={filterWords}
          clearable
          clearButtonProps={{ 'aria-label': t('app:clear') }}
          error={form.errors[field]}
        />
      ))}
    </>
  );
}

/** Whether it is a choice of the other field alone: no plan is carried out by what is issued beside it. */
function isChosenInOther(
  id: string,
  field: 'parentPlanIds' | 'siblingPlanIds',
  { parentPlanIds, siblingPlanIds }: Values,
): boolean {
  const [own, other] =
    field === 'parentPlanIds' ? [parentPlanIds, siblingPlanIds] : [siblingPlanIds, parentPlanIds];
  return other.includes(id) && !own.includes(id);
}

function initialOf(plan: PlanDetail | null, unitId: string | null, nextYear: number): Values {
  return {
    planId: plan?.id ?? newId(),
    title: plan?.title ?? '',
    titleEnglish: plan?.titleEnglish ?? '',
    year: plan?.year ?? nextYear,
    issuingUnitId: plan?.issuingUnit.id ?? unitId,
    draftingUnitId: plan?.draftingUnit.id ?? unitId,
    parentPlanIds: plan?.parents.map(({ id }) => id) ?? [],
    siblingPlanIds: plan?.siblings.map(({ id }) => id) ?? [],
  };
}

function faultsOf(values: Values, needed: string): Partial<Record<keyof Values, string>> {
  return {
    ...(values.title.trim() === '' ? { title: needed } : {}),
    ...(values.issuingUnitId === null ? { issuingUnitId: needed } : {}),
    ...(values.draftingUnitId === null ? { draftingUnitId: needed } : {}),
  };
}

function inputOf(values: Values) {
  return {
    planId: values.planId,
    title: values.title.trim(),
    titleEnglish: values.titleEnglish.trim() || null,
    year: Number(values.year),
    issuingUnitId: values.issuingUnitId ?? '',
    draftingUnitId: values.draftingUnitId ?? '',
    parentPlanIds: values.parentPlanIds,
    siblingPlanIds: values.siblingPlanIds,
  };
}
