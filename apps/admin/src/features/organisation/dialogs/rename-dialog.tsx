import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMoment } from '../../../platform/moment.tsx';
import { CommandDialog } from '../../../ui/command-dialog.tsx';
import { renameUnit } from '../organisation-commands.ts';
import { type UnitDetail, unitQuery } from '../organisation-operations.ts';
import { NamingFields, type NamingValues, namingFaults, namingInput } from './naming-fields.tsx';

interface Values extends NamingValues {
  readonly legalAct: string;
}

export function RenameDialog({ unit, onClose }: { unit: UnitDetail; onClose: () => void }) {
  const { t } = useTranslation(['organisation', 'app']);
  const { today } = useMoment();
  return (
    <CommandDialog
      draftKey={`renameUnit/${unit.id}`}
      title={t('action.renameUnit')}
      explanation={t('explain.renameUnit')}
      sendLabel={t('send.renameUnit')}
      done={t('done.renameUnit')}
      wide
      document={renameUnit}
      revision={unit.revision}
      latest={[unitQuery, { id: unit.id }]}
      initial={(): Values => ({
        name: unit.name,
        nameEnglish: unit.nameEnglish ?? '',
        shortName: unit.shortName,
        code: unit.code ?? '',
        since: today,
        legalAct: '',
      })}
      check={(values) => namingFaults(values, t('app:requiredField'), t('form.codeFault'))}
      toInput={(values) => ({
        unitId: unit.id,
        ...namingInput(values),
        legalAct: values.legalAct.trim() || null,
      })}
      onClose={onClose}
    >
      {(form) => (
        <>
          <NamingFields form={form} />
          <TextInput label={t('form.legalAct')} {...form.text('legalAct')} />
        </>
      )}
    </CommandDialog>
  );
}
