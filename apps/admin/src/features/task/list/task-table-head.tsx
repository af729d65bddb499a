import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { nextSort, type SortName, sortWordOf, type TaskListSearch } from './task-list-search.ts';
import classes from './task-table.module.css';

const columns: readonly { readonly name: string; readonly sort?: SortName }[] = [
  { name: 'light' },
  { name: 'code', sort: 'code' },
  { name: 'title', sort: 'title' },
  { name: 'lead', sort: 'lead' },
  { name: 'coordinators' },
  { name: 'due', sort: 'due' },
  { name: 'percent', sort: 'percent' },
  { name: 'status' },
];

interface TaskTableHeadProps {
  readonly search: TaskListSearch;
  readonly onChange: (part: Partial<TaskListSearch>) => void;
}

/** Column heads; those that sort are buttons and say which way they sort now. */
export function TaskTableHead({ search, onChange }: TaskTableHeadProps) {
  const { t } = useTranslation('task');
  const now = sortWordOf(search);
  return (
    // biome-ignore lint/a11y/useSemanticElements: the head of a virtual table stands outside any table element.
    <div role="rowgroup" className={classes.head}>
      {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: see above; the buttons inside take the focus. */}
      <div role="row" className={classes.headRow}>
        {columns.map(({ name, sort }) => {
          const active = sort !== undefined && now.name === sort;
          return (
            // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: see above.
            <div
              key={name}
              role="columnheader"
              aria-sort={active ? (now.descending ? 'descending' : 'ascending') : undefined}
            >
              {sort === undefined ? (
                <span className={name === 'light' ? 'visually-hidden' : undefined}>
                  {t(`column.${name}`)}
                </span>
              ) : (
                <button
                  type="button"
                  className={classes.sort}
                  onClick={() => onChange({ sort: nextSort(search, sort) })}
                >
                  {t(`column.${name}`)}
                  {active && (now.descending ? <IconArrowDown size={14} /> : <IconArrowUp size={14} />)}
                </button>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
