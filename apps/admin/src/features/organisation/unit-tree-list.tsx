import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate, formatNumber } from '../../platform/format.ts';
import { useWords } from '../../ui/use-words.ts';
import classes from './organisation.module.css';
import type { TreeUnit } from './organisation-operations.ts';
import type { UnitNode } from './unit-tree.ts';

/** While somebody searches everything on the way to a match is open. */
export function UnitTreeList({
  nodes,
  depth,
  searching,
}: {
  nodes: readonly UnitNode<TreeUnit>[];
  depth: number;
  searching: boolean;
}) {
  const { t } = useTranslation('organisation');
  return (
    <ul className={classes.tree}>
      {nodes.map((node, place) => {
        const before = nodes[place - 1]?.unit.kind;
        const newKind = !searching && before !== undefined && before !== node.unit.kind;
        return (
          <Fragment key={node.unit.id}>
            {newKind && (
              <li className={classes.kind} style={{ paddingInlineStart: 38 + 22 * depth }}>
                {t(`kind.${node.unit.kind}`)}
              </li>
            )}
            <Node node={node} depth={depth} searching={searching} />
          </Fragment>
        );
      })}
    </ul>
  );
}

function Node({ node, depth, searching }: { node: UnitNode<TreeUnit>; depth: number; searching: boolean }) {
  const { t } = useTranslation('organisation');
  const words = useWords();
  const [chosen, setChosen] = useState<boolean | null>(null);
  const { unit, children } = node;
  const open = searching || (chosen ?? depth === 0);
  const name = words(unit.name, unit.nameEnglish);
  return (
    <li>
      <div className={classes.unit} style={{ paddingInlineStart: 8 + 22 * depth }}>
        {children.length > 0 ? (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-expanded={open}
            aria-label={t('below', { name })}
            disabled={searching}
            onClick={() => setChosen(!open)}
          >
            {open ? <IconChevronDown size={16} /> : <IconChevronRight size={16} />}
          </ActionIcon>
        ) : (
          <span className={classes.leaf} />
        )}
        <Link
          to="/organisation/$unitId"
          params={{ unitId: unit.id }}
          className={classes.name}
          data-aside={(searching && !node.matches) || undefined}
        >
          {name}
        </Link>
        {!searching && children.length > 0 && (
          <span className={classes.soft}>{formatNumber(children.length)}</span>
        )}
        <span className={classes.end}>
          {unit.lastDay !== null && (
            <span className={classes.soft}>{t('until', { date: formatDate(unit.lastDay) })}</span>
          )}
          {unit.requestOnly && <span className={classes.soft}>{t('requestOnlyShort')}</span>}
          {unit.shortName !== unit.name && <span className={classes.short}>{unit.shortName}</span>}
          <span className={classes.code}>{unit.code}</span>
        </span>
      </div>
      {open && children.length > 0 && (
        <UnitTreeList nodes={children} depth={depth + 1} searching={searching} />
      )}
    </li>
  );
}
