import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../platform/format.ts';
import { Panel } from '../../ui/page.tsx';
import classes from './organisation.module.css';
import type { UnitDetail } from './organisation-operations.ts';

/** Names and codes are dated: a code is given to other units in later reforms and identifies nobody. */
export function UnitNames({ unit }: { unit: UnitDetail }) {
  const { t } = useTranslation('organisation');
  return (
    <Panel title={t('part.names')} flush>
      <Table horizontalSpacing="md" verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('fact.from')}</Table.Th>
            <Table.Th>{t('fact.name')}</Table.Th>
            <Table.Th>{t('fact.code')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {unit.names.toReversed().map((one) => (
            <Table.Tr key={`${one.since} ${one.name} ${one.code}`}>
              <Table.Td>{formatDate(one.since)}</Table.Td>
              <Table.Td className={classes.nameCell}>
                {one.name}
                {one.nameEnglish !== null && <span className={classes.soft}>{one.nameEnglish}</span>}
                {one.legalAct !== null && (
                  <span className={classes.soft}>{t('byAct', { act: one.legalAct })}</span>
                )}
              </Table.Td>
              <Table.Td className="mono">{one.code ?? '–'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}
