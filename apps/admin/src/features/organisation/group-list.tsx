import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { formatNumber } from '../../platform/format.ts';
import { useMoment } from '../../platform/moment.tsx';
import { useViewer } from '../../platform/session.ts';
import { lazyNamed } from '../../ui/lazy-named.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Nothing, Panel } from '../../ui/page.tsx';
import { UnitName } from '../../ui/unit-name.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './organisation.module.css';
import { unitGroupsQuery } from './organisation-operations.ts';

const GroupDialog = lazyNamed(() => import('./dialogs/group-dialog.tsx'), 'GroupDialog');

/** The groups by which plans name many units at once, with their members at the moment shown. */
export function GroupList() {
  const { t } = useTranslation('organisation');
  const words = useWords();
  const { readOnly } = useMoment();
  const { role } = useViewer();
  const [changingId, setChangingId] = useState<string | null>(null);
  const [answer, ask] = useQuery({ query: unitGroupsQuery });
  const changing = answer.data?.unitGroups.find(({ id }) => id === changingId);
  return (
    <Loaded answer={answer} onRetry={() => ask({ requestPolicy: 'network-only' })} lines={8}>
      {({ unitGroups }) =>
        unitGroups.length === 0 ? (
          <Nothing>{t('noGroups')}</Nothing>
        ) : (
          <div className={classes.groups}>
            {unitGroups.map((group) => (
              <Panel
                key={group.id}
                title={words(group.name, group.nameEnglish)}
                aside={
                  <div className={classes.groupEnd}>
                    <span className={classes.soft}>
                      {t('members', {
                        count: group.members.length,
                        shown: formatNumber(group.members.length),
                      })}
                    </span>
                    {role === 'ADMINISTRATOR' && !readOnly && (
                      <Button size="xs" variant="default" onClick={() => setChangingId(group.id)}>
                        {t('action.changeUnitGroup')}
                      </Button>
                    )}
                  </div>
                }
              >
                <ul className={classes.members}>
                  {group.members.map((unit) => (
                    <li key={unit.id}>
                      <Link to="/organisation/$unitId" params={{ unitId: unit.id }}>
                        <UnitName unit={unit} />
                      </Link>
                    </li>
                  ))}
                </ul>
              </Panel>
            ))}
            {changing && (
              <Suspense>
                <GroupDialog group={changing} onClose={() => setChangingId(null)} />
              </Suspense>
            )}
          </div>
        )
      }
    </Loaded>
  );
}
