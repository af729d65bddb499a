import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type SortName, sortWordOf, type TaskListSearch, wordOfSort } from './task-list-search.ts';

const choices: readonly { readonly name: SortName; readonly descending: boolean }[] = [
  { name: 'code', descending: false },
  { name: 'due', descending: false },
  { name: 'due', descending: true },
  { name: 'percent', descending: false },
  { name: 'percent', descending: true },
  { name: 'title', descending: false },
  { name: 'lead', descending: false },
  { name: 'changed', descending: true },
];

/** How a list of cards is sorted, where no column heads are. */
export function TaskSort({
  search,
  onChange,
}: {
  search: TaskListSearch;
  onChange: (part: Partial<TaskListSearch>) => void;
}) {
  const { t } = useTranslation('task');
  const now = sortWordOf(search);
  const nameOf = ({ name, descending }: { name: SortName; descending: boolean }) =>
    t(`sort.${descending ? 'down' : 'up'}.${name}`);
  const known = choices.some(({ name, descending }) => name === now.name && descending === now.descending);
  return (
    <NativeSelect
      aria-label={t('sort.label')}
      size="xs"
      value={wordOfSort(now) ?? 'code'}
      data={(known ? choices : [now, ...choices]).map((choice) => ({
        value: wordOfSort(choice) ?? 'code',
        label: nameOf(choice),
      }))}
      onChange={(event) => {
        const { value } = event.currentTarget;
        onChange({ sort: value === 'code' ? undefined : value });
      }}
    />
  );
}
