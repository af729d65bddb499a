import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../platform/format.ts';
import { Panel } from '../../ui/page.tsx';
import type { UnitDetail } from './organisation-operations.ts';

/** Names and codes are dated: a code is given to other units in later reforms and identifies nobody. */
export function UnitNames({ unit }: { unit: UnitDetail }) {
  const { t } = useTranslation('organisation');
  return (
    <Panel title={t('part.names')} flush>
      <Table.ScrollContainer minWidth={420} type="native">
        <Table horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('fact.from')}</Table.Th>
              <Table.Th>{t('fact.name')}</Table.Th>
              <Table.Th>{t('fact.code')}</Table.Th>
              <Table.Th>{t('fact.legalAct')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {unit.names.toReversed().map((one) => (
              <Table.Tr key={`${one.since} ${one.name} ${one.code}`}>
                <Table.Td>{formatDate(one.since)}</Table.Td>
                <Table.Td>
                  {one.name}
                  {one.nameEnglish !== null && (
                    <span style={{ display: 'block', fontSize: '0.8125rem', color: 'var(--ink-soft)' }}>
                      {one.nameEnglish}
                    </span>
                  )}
                </Table.Td>
                <Table.Td className="mono">{one.code ?? '–'}</Table.Td>
                <Table.Td>{one.legalAct ?? '–'}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  );
}
