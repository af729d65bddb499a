import { useTranslation } from 'react-i18next';
import { Provider, useQuery } from 'urql';
import { formatDate } from '../../platform/format.ts';
import { clientAt } from '../../platform/graphql-client.ts';
import { momentQuery } from '../../platform/moment.tsx';
import classes from './frame.module.css';

/** Names the business day of a demonstration: the one of now, also while the screens show the past. */
export function DemonstrationNote() {
  return (
    <Provider value={clientAt(null).client}>
      <Note />
    </Provider>
  );
}

function Note() {
  const { t } = useTranslation();
  const [{ data }] = useQuery({ query: momentQuery });
  if (data?.moment.demonstration !== true) return null;
  return <p className={classes.demo}>{t('demo', { today: formatDate(data.moment.today) })}</p>;
}
