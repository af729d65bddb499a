import { Select } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMoment } from '../../../platform/moment.tsx';
import { newId } from '../../../platform/new-id.ts';
import { CommandDialog } from '../../../ui/command-dialog.tsx';
import { UnitSelect } from '../../../ui/unit-select.tsx';
import { establishUnit } from '../organisation-commands.ts';
import { NamingFields, type NamingValues, namingFaults, namingInput } from './naming-fields.tsx';

const kinds = [
  'DEPARTMENT',
  'DISTRICT',
  'COMMUNE',
  'VERTICAL_AGENCY',
  'PARTY_BODY',
  'MASS_ORGANISATION',
  'PRESS_AGENCY',
  'PROVINCE',
] as const;
type Kind = (typeof kinds)[number];

interface Values extends NamingValues {
  readonly unitId: string;
  readonly kind: Kind;
  readonly parentUnitId: string | null;
}

export function EstablishDialog({ parent, onClose }: { parent: { id: string } | null; onClose: () => void }) {
  const { t } = useTranslation(['organisation', 'app']);
  const { today } = useMoment();
  const navigate = useNavigate();
  return (
    <CommandDialog
      draftKey={`establishUnit/${parent?.id ?? ''}`}
      title={t('action.establishUnit')}
      explanation={t('explain.establishUnit')}
      sendLabel={t('action.establishUnit')}
      done={t('done.establishUnit')}
      wide
      document={establishUnit}
      initial={(): Values => ({
        unitId: newId(),
        kind: 'DEPARTMENT',
        parentUnitId: parent?.id ?? null,
        name: '',
        nameEnglish: '',
        shortName: '',
        code: '',
        since: today,
      })}
      check={(values) => namingFaults(values, t('app:requiredField'), t('form.codeFault'))}
      toInput={(values) => ({
        unitId: values.unitId,
        kind: values.kind,
        parentUnitId: values.parentUnitId,
        ...namingInput(values),
      })}
      onClose={onClose}
      onDone={(data) =>
        void navigate({ to: '/organisation/$unitId', params: { unitId: data.establishUnit.id } })
      }
    >
      {(form) => (
        <>
          <Select
            label={t('form.kind')}
            data={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
            value={form.values.kind}
            allowDeselect={false}
            onChange={(kind) => form.set('kind', (kind ?? 'DEPARTMENT') as Kind)}
          />
          <UnitSelect
            label={t('form.parent')}
            value={form.values.parentUnitId}
            onChange={(id) => form.set('parentUnitId', id)}
            error={form.errors.parentUnitId}
          />
          <NamingFields form={form} />
        </>
      )}
    </CommandDialog>
  );
}
