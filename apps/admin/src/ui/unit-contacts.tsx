import { useTranslation } from 'react-i18next';
import { graphql, type ResultOf } from '../platform/graphql.ts';
import classes from './unit-contacts.module.css';
import { useWords } from './use-words.ts';

/** Who can be called in a unit; the server leaves them out for who may not see contacts. */
export const unitContactFields = graphql(`
  fragment UnitContacts on Unit {
    offices { id title titleEnglish lastDay account { id fullName email phone } }
  }
`);

/** Folded until somebody wants to call: people who hold an office in the unit now. Nothing where none may be seen. */
export function UnitContacts({ unit }: { unit: ResultOf<typeof unitContactFields> }) {
  const { t } = useTranslation();
  const words = useWords();
  const present = unit.offices.filter(
    ({ lastDay, account }) => lastDay === null && account.fullName !== null,
  );
  if (present.length === 0) return null;
  return (
    <details className={classes.contacts}>
      <summary>{t('contacts', { count: present.length })}</summary>
      <ul>
        {present.map(({ id, title, titleEnglish, account }) => (
          <li key={id}>
            <strong>{account.fullName}</strong>
            <span className={classes.title}>{words(title, titleEnglish)}</span>
            {account.phone !== null && (
              <a href={`tel:${account.phone.replace(/[^\d+]/gu, '')}`}>{account.phone}</a>
            )}
            {account.email !== null && <a href={`mailto:${account.email}`}>{account.email}</a>}
          </li>
        ))}
      </ul>
    </details>
  );
}
