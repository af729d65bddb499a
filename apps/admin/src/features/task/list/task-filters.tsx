import { Button, CloseButton, MultiSelect, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback, useMediaQuery } from '@mantine/hooks';
import { IconFilter, IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useViewer } from '../../../platform/session.ts';
import { LIGHTS, TASK_STATUSES } from '../../../ui/task-status.ts';
import { UnitSelect } from '../../../ui/unit-select.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { taskPlansQuery } from '../task-operations.ts';
import classes from './task-filters.module.css';
import { lightsOf, statusesOf, type TaskListSearch, wordOf } from './task-list-search.ts';

interface FilterProps {
  readonly search: TaskListSearch;
  readonly onChange: (part: Partial<TaskListSearch>) => void;
}

const nothingChosen = {
  q: undefined,
  plan: undefined,
  section: undefined,
  unit: undefined,
  as: undefined,
  status: undefined,
  light: undefined,
  answer: undefined,
  submitted: undefined,
} satisfies Partial<TaskListSearch>;

export function TaskFilters({ search, onChange, withStatus }: FilterProps & { withStatus: boolean }) {
  const { t } = useTranslation(['task', 'app']);
  const { unit } = useViewer();
  const chosen = Object.keys(nothingChosen).filter((key) => search[key as keyof TaskListSearch]);
  const mine = unit !== null && search.unit === unit.id;
  const narrow = useMediaQuery('(max-width: 600px)') ?? false;
  const [unfolded, setUnfolded] = useState(false);
  const folded = narrow && !unfolded;
  return (
    <search className={classes.filters} data-folded={folded || undefined}>
      <SearchField search={search} onChange={onChange} />
      {narrow && (
        <Button
          variant="default"
          leftSection={<IconFilter size={16} />}
          aria-expanded={unfolded}
          onClick={() => setUnfolded((before) => !before)}
        >
          {chosen.length === 0 ? t('filter.all') : t('filter.allChosen', { count: chosen.length })}
        </Button>
      )}
      {unit && (
        <Button
          variant={mine ? 'light' : 'default'}
          aria-pressed={mine}
          onClick={() => onChange({ unit: mine ? undefined : unit.id, as: undefined })}
        >
          {t('filter.mine')}
        </Button>
      )}
      {withStatus && (
        <MultiSelect
          aria-label={t('filter.status')}
          placeholder={search.status ? undefined : t('filter.status')}
          data={TASK_STATUSES.map((status) => ({ value: status, label: t(`app:status.${status}`) }))}
          value={statusesOf(search)}
          onChange={(values) => onChange({ status: wordOf(values) })}
          clearable
          clearButtonProps={{ 'aria-label': t('app:clear') }}
          className={classes.wide}
        />
      )}
      <MultiSelect
        aria-label={t('filter.light')}
        placeholder={search.light ? undefined : t('filter.light')}
        data={LIGHTS.map((light) => ({ value: light, label: t(`lightShort.${light}`) }))}
        value={lightsOf(search)}
        onChange={(values) => onChange({ light: wordOf(values) })}
        clearable
        clearButtonProps={{ 'aria-label': t('app:clear') }}
        className={classes.field}
      />
      <UnitFilter search={search} onChange={onChange} />
      <PlanFilter search={search} onChange={onChange} />
      <Button
        variant={search.submitted ? 'light' : 'default'}
        aria-pressed={search.submitted === 'yes'}
        onClick={() => onChange({ submitted: search.submitted ? undefined : 'yes' })}
      >
        {t('app:submitted')}
      </Button>
      {chosen.length > 0 && (
        <Button variant="subtle" onClick={() => onChange(nothingChosen)}>
          {t('filter.clear')}
        </Button>
      )}
    </search>
  );
}

/** Typing is shown at once and asked a moment later, so that each key does not become a request. */
function SearchField({ search, onChange }: FilterProps) {
  const { t } = useTranslation(['task', 'app']);
  const [typed, setTyped] = useState(search.q ?? '');
  const ask = useDebouncedCallback((words: string) => onChange({ q: words.trim() || undefined }), 250);
  useEffect(() => setTyped((old) => (old.trim() === (search.q ?? '') ? old : (search.q ?? ''))), [search.q]);
  function type(words: string): void {
    setTyped(words);
    ask(words);
  }
  return (
    <TextInput
      type="search"
      aria-label={t('filter.search')}
      placeholder={t('filter.search')}
      leftSection={<IconSearch size={16} />}
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
      rightSection={typed && <CloseButton size="sm" aria-label={t('app:clear')} onClick={() => type('')} />}
      className={classes.search}
    />
  );
}

function UnitFilter({ search, onChange }: FilterProps) {
  const { t } = useTranslation('task');
  return (
    <div className={classes.unit}>
      <UnitSelect
        label={t('filter.unit')}
        placeholder={t('filter.unit')}
        value={search.unit ?? null}
        onChange={(unit) => onChange({ unit: unit ?? undefined, as: unit ? search.as : undefined })}
      />
      {search.unit && (
        <Select
          aria-label={t('filter.part')}
          data={['either', 'lead', 'coordinator'].map((part) => ({
            value: part,
            label: t(`filter.as.${part}`),
          }))}
          value={search.as ?? 'either'}
          allowDeselect={false}
          onChange={(part) => onChange({ as: part === 'either' ? undefined : (part ?? undefined) })}
          className={classes.part}
        />
      )}
    </div>
  );
}

function PlanFilter({ search, onChange }: FilterProps) {
  const { t } = useTranslation(['task', 'app']);
  const words = useWords();
  const [{ data }] = useQuery({ query: taskPlansQuery });
  const plans = data?.plans.edges.map((edge) => edge.node) ?? [];
  return (
    <Select
      aria-label={t('filter.plan')}
      placeholder={t('filter.plan')}
      data={plans.map((plan) => ({
        value: plan.id,
        label: `${plan.year} · ${plan.number ?? ''} ${words(plan.title, plan.titleEnglish)}`,
      }))}
      value={search.plan ?? null}
      onChange={(plan) => onChange({ plan: plan ?? undefined, section: undefined })}
      clearable
      clearButtonProps={{ 'aria-label': t('app:clear') }}
      comboboxProps={{ width: 420, position: 'bottom-start' }}
      className={classes.wide}
    />
  );
}
