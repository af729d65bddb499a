import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMoment } from '../../../platform/moment.tsx';
import { newId } from '../../../platform/new-id.ts';
import { CommandDialog } from '../../../ui/command-dialog.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import type { DialogForm } from '../../../ui/form-dialog.tsx';
import { UnitsSelect } from '../../../ui/unit-select.tsx';
import { changeUnitGroup, defineUnitGroup } from '../organisation-commands.ts';
import { type UnitGroup, unitGroupsQuery } from '../organisation-operations.ts';

interface Values {
  readonly groupId: string;
  readonly name: string;
  readonly nameEnglish: string;
  readonly memberUnitIds: string[];
  readonly since: string | null;
}

/** A new group (`group` is null), or other members of one from a day on: its name stays. */
export function GroupDialog({ group, onClose }: { group: UnitGroup | null; onClose: () => void }) {
  const { t } = useTranslation(['organisation', 'app']);
  const { today } = useMoment();
  const name = group === null ? 'defineUnitGroup' : 'changeUnitGroup';
  const shape = {
    draftKey: `${name}/${group?.id ?? ''}`,
    title: group === null ? t('action.defineUnitGroup') : group.name,
    explanation: t(`explain.${name}`),
    sendLabel: t(`send.${name}`),
    done: t(`done.${name}`),
    wide: true,
    initial: (): Values => ({
      groupId: group?.id ?? newId(),
      name: group?.name ?? '',
      nameEnglish: group?.nameEnglish ?? '',
      memberUnitIds: group?.members.map((unit) => unit.id) ?? [],
      since: today,
    }),
    check: (values: Values) => faultsOf(values, t('app:requiredField')),
    onClose,
    children: (form: DialogForm<Values>) => <Fields form={form} isNew={group === null} />,
  };
  if (group === null) {
    return (
      <CommandDialog
        {...shape}
        document={defineUnitGroup}
        toInput={(values) => ({
          groupId: values.groupId,
          name: values.name.trim(),
          nameEnglish: values.nameEnglish.trim() || null,
          memberUnitIds: values.memberUnitIds,
          since: values.since ?? '',
        })}
      />
    );
  }
  return (
    <CommandDialog
      {...shape}
      document={changeUnitGroup}
      revision={group.revision}
      latest={[unitGroupsQuery, {}]}
      toInput={({ groupId, memberUnitIds, since }) => ({ groupId, memberUnitIds, since: since ?? '' })}
    />
  );
}

function Fields({ form, isNew }: { form: DialogForm<Values>; isNew: boolean }) {
  const { t } = useTranslation('organisation');
  return (
    <>
      {isNew && (
        <>
          <TextInput label={t('form.groupName')} withAsterisk data-autofocus {...form.text('name')} />
          <TextInput label={t('form.nameEnglish')} {...form.text('nameEnglish')} />
        </>
      )}
      <UnitsSelect
        label={t('form.members')}
        required
        value={form.values.memberUnitIds}
        onChange={(ids) => form.set('memberUnitIds', ids)}
        error={form.errors.memberUnitIds}
      />
      <DateField
        label={t('form.since')}
        required
        value={form.values.since}
        onChange={(date) => form.set('since', date)}
        error={form.errors.since}
      />
    </>
  );
}

function faultsOf(values: Values, needed: string): Partial<Record<keyof Values, string>> {
  return {
    ...(values.name.trim() === '' ? { name: needed } : {}),
    ...(values.memberUnitIds.length === 0 ? { memberUnitIds: needed } : {}),
    ...(values.since === null ? { since: needed } : {}),
  };
}
