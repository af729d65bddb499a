import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { LIGHTS, TASK_STATUSES } from '../../../ui/task-status.ts';

export type TaskRowWords = ReturnType<typeof useTaskRowWords>;

/** The words that every row says, translated once for all rows: for each row anew they were a third of its work. */
export function useTaskRowWords() {
  const { t } = useTranslation(['task', 'app']);
  return useMemo(
    () => ({
      light: wordsOf(LIGHTS, (light) => t(`app:light.${light}`)),
      status: wordsOf(TASK_STATUSES, (status) => t(`app:status.${status}`)),
      submitted: t('app:submitted'),
      percent: t('task:column.percent'),
    }),
    [t],
  );
}

function wordsOf<K extends string>(keys: readonly K[], say: (key: K) => string): Readonly<Record<K, string>> {
  return Object.fromEntries(keys.map((key) => [key, say(key)])) as Record<K, string>;
}
