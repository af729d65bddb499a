import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMoment } from '../../../platform/moment.tsx';
import { CommandDialog } from '../../../ui/command-dialog.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { UnitsSelect } from '../../../ui/unit-select.tsx';
import { dissolveUnit } from '../organisation-commands.ts';
import type { UnitDetail } from '../organisation-operations.ts';
import { OpenWork } from './open-work.tsx';

export function DissolveDialog({ unit, onClose }: { unit: UnitDetail; onClose: () => void }) {
  const { t } = useTranslation(['organisation', 'app']);
  const { today } = useMoment();
  return (
    <CommandDialog
      draftKey={`dissolveUnit/${unit.id}`}
      title={t('action.dissolveUnit')}
      explanation={t('explain.dissolveUnit')}
      sendLabel={t('action.dissolveUnit')}
      danger
      done={t('done.dissolveUnit')}
      document={dissolveUnit}
      initial={() => ({ lastDay: today as string | null, successorUnitIds: [] as string[], legalAct: '' })}
      check={({ lastDay }) => ({ lastDay: lastDay === null ? t('app:requiredField') : undefined })}
      toInput={({ lastDay, successorUnitIds, legalAct }) => ({
        unitId: unit.id,
        lastDay: lastDay ?? '',
        successorUnitIds,
        legalAct: legalAct.trim() || null,
      })}
      onClose={onClose}
    >
      {(form) => (
        <>
          <OpenWork unitId={unit.id} />
          <DateField
            label={t('fact.lastDay')}
            required
            value={form.values.lastDay}
            onChange={(date) => form.set('lastDay', date)}
            error={form.errors.lastDay}
          />
          <UnitsSelect
            label={t('form.successors')}
            description={t('form.successorsHint')}
            value={form.values.successorUnitIds}
            onChange={(ids) => form.set('successorUnitIds', ids)}
            only={(other) => other.id !== unit.id}
            error={form.errors.successorUnitIds}
          />
          <TextInput label={t('form.legalAct')} {...form.text('legalAct')} />
        </>
      )}
    </CommandDialog>
  );
}
