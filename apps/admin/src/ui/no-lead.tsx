import { useTranslation } from 'react-i18next';

/** Why a task has no lead of its own: its units each lead a child task, or nobody was given it. */
export function NoLead({ childCount }: { childCount: number }) {
  const { t } = useTranslation('task');
  return childCount > 0 ? t('splitLead', { count: childCount }) : t('nobodyLeads');
}
