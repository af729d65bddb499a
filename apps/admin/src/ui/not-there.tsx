import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../platform/format.ts';
import { useMoment } from '../platform/moment.tsx';
import { PageHead } from './page.tsx';

/** Said in place of a thing that is not there; of the past it says that it was not there then. */
export function NotThere({ title, below }: { title: string; below: ReactNode }) {
  const { t } = useTranslation();
  const { readOnly, today } = useMoment();
  if (!readOnly) return <PageHead title={title} below={below} />;
  return (
    <PageHead
      title={t('notThen.title', { date: formatDate(today) })}
      below={
        <>
          <p>{t('notThen.body')}</p>
          {below}
        </>
      }
    />
  );
}
