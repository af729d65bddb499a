import { useTranslation } from 'react-i18next';
import { formatInstant, formatNumber } from '../../../platform/format.ts';
import { Nothing, Panel } from '../../../ui/page.tsx';
import { Percent } from '../../../ui/percent.tsx';
import { useWords } from '../../../ui/use-words.ts';
import type { TaskDetail } from '../task-detail-operations.ts';
import classes from './task-entries.module.css';

/** Latest first: what counts today stands on top. */
export function TaskCheckIns({ task }: { task: TaskDetail }) {
  const { t } = useTranslation('task');
  const latestFirst = task.checkIns.toSorted((a, b) => (a.recordedAt < b.recordedAt ? 1 : -1));
  return (
    <Panel title={t('part.checkIns')} flush>
      {latestFirst.length === 0 && (
        <div className={classes.pad}>
          <Nothing>{t('checkIn.none')}</Nothing>
        </div>
      )}
      <ol className={classes.entries}>
        {latestFirst.map((checkIn) => (
          <CheckInEntry key={checkIn.id} checkIn={checkIn} task={task} />
        ))}
      </ol>
    </Panel>
  );
}

function CheckInEntry({ checkIn, task }: { checkIn: TaskDetail['checkIns'][number]; task: TaskDetail }) {
  const { t } = useTranslation('task');
  const words = useWords();
  const period = task.schedule.periods.find(({ id }) => id === checkIn.periodId);
  const { people, office } = checkIn;
  return (
    <li data-past={checkIn.superseded || undefined}>
      <div className={classes.top}>
        <div className={classes.percent}>
          <Percent value={checkIn.percent} label={t('fact.percent')} />
        </div>
        {period && <span>{t('checkIn.period', { label: period.label })}</span>}
        {checkIn.superseded && <em>{t('checkIn.superseded')}</em>}
      </div>
      <p className={classes.text}>{checkIn.text}</p>
      {people && (
        <p className={classes.text}>
          <strong>
            {t('people.sum', { female: formatNumber(people.female), male: formatNumber(people.male) })}
          </strong>
        </p>
      )}
      <p className={classes.foot}>
        {office && `${words(office.title, office.titleEnglish)} · `}
        <time dateTime={checkIn.recordedAt}>{formatInstant(checkIn.recordedAt)}</time>
      </p>
    </li>
  );
}
