import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { formatNumber } from '../../../platform/format.ts';
import { graphql } from '../../../platform/graphql.ts';
import { Notice } from '../../../ui/notice.tsx';
import { unfinishedTasks } from '../../../ui/task-status.ts';

const openWorkQuery = graphql(`
  query OpenWorkOfUnit($unitId: ID!, $filter: TaskFilter) {
    coordinationInbox(unitId: $unitId) { unit { id } waitingForUsCount weWaitForCount }
    taskCounts(filter: $filter) { byStatus { status count } }
  }
`);

/** What a unit would leave behind; nothing while it is not known, and where there is nothing. */
export function OpenWork({ unitId }: { unitId: string }) {
  const { t } = useTranslation('organisation');
  const variables = { unitId, filter: { leadUnitId: unitId, issued: true } };
  const [{ data }] = useQuery({ query: openWorkQuery, variables });
  if (!data) return null;
  const { waitingForUsCount, weWaitForCount } = data.coordinationInbox;
  const left = [
    ['tasks', unfinishedTasks(data.taskCounts.byStatus)],
    ['waitingForUs', waitingForUsCount],
    ['weWaitFor', weWaitForCount],
  ] as const;
  const told = left.filter(([, count]) => count > 0);
  if (told.length === 0) return null;
  return (
    <Notice>
      {told.map(([name, count]) => (
        <p key={name}>{t(`openWork.${name}`, { count, shown: formatNumber(count) })}</p>
      ))}
      <p>{t('openWork.stays')}</p>
    </Notice>
  );
}
