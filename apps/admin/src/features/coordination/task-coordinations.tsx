import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useQuery, useSubscription } from 'urql';
import { formatDate } from '../../platform/format.ts';
import { useMoment } from '../../platform/moment.tsx';
import { hasEnded } from '../../ui/coordination-state.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Nothing } from '../../ui/page.tsx';
import { Since } from '../../ui/since.tsx';
import { UnitContacts } from '../../ui/unit-contacts.tsx';
import { useWords } from '../../ui/use-words.ts';
import { ConcludeSeveral } from './conclude-several.tsx';
import classes from './coordination.module.css';
import { CoordinationActions } from './coordination-actions.tsx';
import { CoordinationChip } from './coordination-chip.tsx';
import {
  type CoordinationDetail,
  type CoordinationOnTask,
  coordinationChanged,
  coordinationsOfTaskQuery,
} from './coordination-operations.ts';
import { OpenChange } from './open-change.tsx';

/** All units that coordinate on a task, for the task's own page. */
export function TaskCoordinations({ taskId }: { taskId: string }) {
  const { t } = useTranslation('coordination');
  const { readOnly } = useMoment();
  const [answer, ask] = useQuery({ query: coordinationsOfTaskQuery, variables: { taskId } });
  useSubscription({ query: coordinationChanged, variables: { taskId }, pause: readOnly });
  return (
    <Loaded answer={answer} onRetry={() => ask({ requestPolicy: 'network-only' })}>
      {({ task }) =>
        task === null || task.coordinations.length === 0 ? (
          <Nothing>{t('noneOnTask')}</Nothing>
        ) : (
          <>
            <ConcludeSeveral taskId={taskId} coordinations={task.coordinations} />
            <ul className={classes.cards}>
              {task.coordinations.toSorted(byPressure).map((coordination) => (
                <Card key={coordination.id} coordination={coordination} />
              ))}
            </ul>
          </>
        )
      }
    </Loaded>
  );
}

function Card({ coordination }: { coordination: CoordinationOnTask }) {
  const { t } = useTranslation(['coordination', 'task']);
  const words = useWords();
  const { id, unit, mode, scope, dueOn, waitingSince, contributions, conclusion, declineReason } =
    coordination;
  const last = contributions.at(-1);
  return (
    <li className={classes.card}>
      <div className={classes.cardHead}>
        <Link to="/coordination/$coordinationId" params={{ coordinationId: id }}>
          {words(unit.name, unit.nameEnglish)}
        </Link>
        <CoordinationChip coordination={coordination} />
        {waitingSince !== null && <Since instant={waitingSince} />}
      </div>
      <p className={classes.soft}>
        {t(`mode.${mode}`)}
        {dueOn !== null && ` · ${t('until', { date: formatDate(dueOn) })}`}
      </p>
      {scope !== null && <p>{scope}</p>}
      <OpenChange coordination={coordination} />
      {declineReason !== null && <p>{t('declined', { reason: declineReason })}</p>}
      {last && (
        <p>
          {contributions.length === 1
            ? t('onlyContribution', { text: last.text })
            : t('lastContribution', { count: contributions.length, text: last.text })}
        </p>
      )}
      {conclusion !== null && <p>{t('concluded', { text: conclusion })}</p>}
      <UnitContacts unit={unit} />
      <div className={classes.buttons}>
        <CoordinationActions coordination={coordination} compact />
      </div>
    </li>
  );
}

/** What waits comes first, what is over last; else in the order given. */
function byPressure(a: CoordinationDetail, b: CoordinationDetail): number {
  return rank(a) - rank(b);
}

function rank({ waitingSince, state }: CoordinationDetail): number {
  if (waitingSince !== null) return 0;
  return hasEnded(state) ? 2 : 1;
}
