import { Button } from '@mantine/core';
import { IconArrowNarrowRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '../../platform/format.ts';
import { useMoment } from '../../platform/moment.tsx';
import { Nothing, Panel } from '../../ui/page.tsx';
import { UnitName } from '../../ui/unit-name.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './history.module.css';
import type { HistoryEntry } from './history-entry-fields.ts';
import { HistoryEvidence } from './history-evidence.tsx';
import { fileNamesIn, shownChanges } from './shown-changes.ts';
import { useFieldName } from './use-field-name.ts';
import { useValueWords, type ValueWords } from './use-value-words.ts';

/** So many are drawn at first; older ones on request. */
const entriesShownFirst = 50;

/** What happened, latest first: who, when, why, and each field before and after. */
export function History({ entries }: { entries: readonly HistoryEntry[] }) {
  const { t } = useTranslation('history');
  const [all, setAll] = useState(false);
  const valueWords = useValueWords(entries);
  const fileNames = fileNamesIn(entries);
  const latestFirst = entries.toReversed();
  const shown = all ? latestFirst : latestFirst.slice(0, entriesShownFirst);
  return (
    <Panel title={t('title')} flush>
      {entries.length === 0 && (
        <div className={classes.pad}>
          <Nothing>{t('nothing')}</Nothing>
        </div>
      )}
      <ol className={classes.entries} reversed>
        {shown.map((entry) => (
          <Entry
            key={entry.id}
            entry={entry}
            changes={shownChanges(entry, fileNames)}
            valueWords={valueWords}
          />
        ))}
      </ol>
      {shown.length < entries.length && (
        <div className={classes.pad}>
          <Button variant="default" size="xs" onClick={() => setAll(true)}>
            {t('older', { count: entries.length - shown.length })}
          </Button>
        </div>
      )}
    </Panel>
  );
}

interface EntryProps {
  readonly entry: HistoryEntry;
  readonly changes: ReturnType<typeof shownChanges>;
  readonly valueWords: ValueWords;
}

function Entry({ entry, changes, valueWords }: EntryProps) {
  const { t, i18n } = useTranslation(['history', 'app']);
  const words = useWords();
  const { office, unit, role } = entry.actor;
  const known = i18n.exists(`history:event.${entry.type}`);
  return (
    <li className={classes.entry}>
      <div className={classes.top}>
        <strong>{known ? t(`event.${entry.type}`) : entry.type}</strong>
        <time dateTime={entry.recordedAt}>{formatInstant(entry.recordedAt)}</time>
      </div>
      <p className={classes.who}>
        {office ? words(office.title, office.titleEnglish) : t(`app:role.${role}`)}
        {unit && (
          <>
            {' · '}
            <UnitName unit={unit} />
          </>
        )}
      </p>
      {entry.reason && <p className={classes.reason}>{t('reason', { reason: entry.reason })}</p>}
      <Changes entry={entry} changes={changes} valueWords={valueWords} />
      <details className={classes.more}>
        <summary>{t('proof.title')}</summary>
        <HistoryEvidence entry={entry} />
        <SeeAsOf recordedAt={entry.recordedAt} />
      </details>
    </li>
  );
}

function Changes({ entry, changes, valueWords }: EntryProps) {
  const { t } = useTranslation('history');
  const fieldName = useFieldName();
  if (changes.length === 0) return null;
  return (
    <dl className={classes.changes}>
      {changes.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{fieldName(entry.type, field)}</dt>
          <dd>
            {before !== null && (
              <>
                <span className="visually-hidden">{t('before')}: </span>
                <del>{valueWords(field, before)}</del>
                <IconArrowNarrowRight size={16} aria-hidden className={classes.arrow} />
                <span className="visually-hidden">{t('after')}: </span>
              </>
            )}
            <ins>{valueWords(field, after)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Leads to the same page as it stood just then. */
function SeeAsOf({ recordedAt }: { recordedAt: string }) {
  const { t } = useTranslation('history');
  const { asOf } = useMoment();
  if (asOf === recordedAt) return null;
  return (
    <Link to="." search={(old) => ({ ...old, asOf: recordedAt })} className={classes.asOf}>
      {t('seeAsOf')}
    </Link>
  );
}
