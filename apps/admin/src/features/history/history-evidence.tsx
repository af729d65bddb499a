import { useTranslation } from 'react-i18next';
import { formatInstant } from '../../platform/format.ts';
import classes from './history.module.css';
import type { HistoryEntry } from './history-entry-fields.ts';

/** What an auditor needs to find the event in the log and to follow what caused it. */
export function HistoryEvidence({ entry }: { entry: HistoryEntry }) {
  const { t } = useTranslation('history');
  const rows: readonly (readonly [string, string])[] = [
    ['type', entry.type],
    ['stream', entry.stream],
    ['revision', String(entry.revision)],
    ['position', entry.position],
    ['storedAt', formatInstant(entry.storedAt)],
    ['eventId', entry.id],
    ['commandId', entry.commandId],
    ['causationId', entry.causationId],
    ['correlationId', entry.correlationId],
    ['accountId', entry.actor.accountId],
  ];
  return (
    <>
      <dl className={classes.proof}>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`proof.${name}`)}</dt>
            <dd className="mono">{value}</dd>
          </div>
        ))}
      </dl>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard. */}
      <section className={classes.data} tabIndex={0} aria-label={t('proof.data')}>
        <pre>{JSON.stringify(entry.data, null, 2)}</pre>
      </section>
    </>
  );
}
