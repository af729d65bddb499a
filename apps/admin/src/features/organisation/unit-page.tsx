import { Button } from '@mantine/core';
import { IconArrowsLeftRight, IconChecklist } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { formatDate, formatNumber } from '../../platform/format.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { NotThere } from '../../ui/not-there.tsx';
import { Fact, Facts, PageHead, Panel } from '../../ui/page.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './organisation.module.css';
import { type UnitDetail, type UnitLink, unitQuery } from './organisation-operations.ts';
import { UnitActions } from './unit-actions.tsx';
import { UnitNames } from './unit-names.tsx';

/** A unit: what it is called and was called, where it stands, who holds office in it. */
export function UnitPage({
  unitId,
  history,
}: {
  unitId: string;
  history: (unit: { id: string; revision: number }) => ReactNode;
}) {
  const { t } = useTranslation('organisation');
  const [answer, ask] = useQuery({ query: unitQuery, variables: { id: unitId } });
  return (
    <Loaded answer={answer} onRetry={() => ask({ requestPolicy: 'network-only' })} lines={8}>
      {({ unit }) =>
        unit === null ? (
          <NotThere title={t('notFound')} below={<Link to="/organisation">{t('title')}</Link>} />
        ) : (
          <>
            <Head unit={unit} />
            <div className={classes.columns}>
              <div className={classes.column}>
                <About unit={unit} />
                <UnitNames unit={unit} />
                {history(unit)}
              </div>
              <div className={classes.column}>
                {unit.successors.length > 0 && (
                  <Panel title={t('part.successors')}>
                    <Units units={unit.successors} />
                  </Panel>
                )}
                {unit.offices.length > 0 && <Offices unit={unit} />}
                {unit.children.length > 0 && (
                  <Panel
                    title={t('part.children')}
                    aside={<span className={classes.soft}>{formatNumber(unit.childCount)}</span>}
                  >
                    <Units units={unit.children} />
                  </Panel>
                )}
              </div>
            </div>
          </>
        )
      }
    </Loaded>
  );
}

function Head({ unit }: { unit: UnitDetail }) {
  const { t } = useTranslation('organisation');
  const words = useWords();
  const above = [unit.parent?.parent, unit.parent].filter((one) => one !== null && one !== undefined);
  return (
    <PageHead
      title={words(unit.name, unit.nameEnglish)}
      above={
        <>
          <Link to="/organisation">{t('title')}</Link>
          {above.map((one) => (
            <Link key={one.id} to="/organisation/$unitId" params={{ unitId: one.id }}>
              {words(one.name, one.nameEnglish)}
            </Link>
          ))}
          <span>{t(`kind.${unit.kind}`)}</span>
        </>
      }
      below={unit.lastDay !== null && t('ended', { date: formatDate(unit.lastDay) })}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconChecklist size={16} />}
            renderRoot={(props) => <Link to="/tasks" search={{ unit: unit.id }} {...props} />}
          >
            {t('tasks')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconArrowsLeftRight size={16} />}
            renderRoot={(props) => <Link to="/coordination" search={{ unit: unit.id }} {...props} />}
          >
            {t('inbox')}
          </Button>
          <UnitActions unit={unit} />
        </>
      }
    />
  );
}

function About({ unit }: { unit: UnitDetail }) {
  const { t } = useTranslation('organisation');
  return (
    <Panel title={t('part.about')}>
      <Facts>
        <Fact name={t('fact.shortName')}>{unit.shortName}</Fact>
        <Fact name={t('fact.code')}>{unit.code ?? '–'}</Fact>
        <Fact name={t('fact.since')}>{formatDate(unit.since)}</Fact>
        {unit.lastDay !== null && <Fact name={t('fact.lastDay')}>{formatDate(unit.lastDay)}</Fact>}
        <Fact name={t('fact.asked')}>{t(unit.requestOnly ? 'byRequest' : 'byOrder')}</Fact>
      </Facts>
    </Panel>
  );
}

function Offices({ unit }: { unit: UnitDetail }) {
  const { t } = useTranslation(['organisation', 'app']);
  const words = useWords();
  return (
    <Panel title={t('part.offices')}>
      <ul className={classes.offices}>
        {unit.offices.map((office) => (
          <li key={office.id} data-ended={office.lastDay !== null || undefined}>
            <strong>{words(office.title, office.titleEnglish)}</strong>{' '}
            <span className={classes.soft}>{t(`app:role.${office.role}`)}</span>
            <div>
              {office.account.fullName ?? t('nameHidden')}
              {office.account.email && (
                <>
                  {' · '}
                  <a href={`mailto:${office.account.email}`}>{office.account.email}</a>
                </>
              )}
              {office.account.phone && (
                <>
                  {' · '}
                  <span className="nowrap">{office.account.phone}</span>
                </>
              )}
            </div>
            <span className={classes.soft}>
              {office.lastDay === null
                ? t('heldSince', { date: formatDate(office.since) })
                : t('held', { from: formatDate(office.since), to: formatDate(office.lastDay) })}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Units({ units }: { units: readonly UnitLink[] }) {
  const { t } = useTranslation('organisation');
  const words = useWords();
  return (
    <ul className={classes.plain}>
      {units.map((unit) => (
        <li key={unit.id}>
          <Link to="/organisation/$unitId" params={{ unitId: unit.id }}>
            {words(unit.name, unit.nameEnglish)}
          </Link>
          {unit.code !== null && <span className={classes.code}>{unit.code}</span>}
          {unit.lastDay !== null && (
            <span className={classes.soft}>{t('until', { date: formatDate(unit.lastDay) })}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
