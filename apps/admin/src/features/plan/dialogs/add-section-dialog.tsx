import { Select, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { newId } from '../../../platform/new-id.ts';
import { CommandDialog } from '../../../ui/command-dialog.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { addPlanSection } from '../plan-commands.ts';
import type { PlanDetail, PlanSection } from '../plan-operations.ts';

const kinds = ['OBJECTIVE', 'SOLUTION_GROUP'] as const;

export function AddSectionDialog({
  plan,
  parent,
  onClose,
}: {
  plan: PlanDetail;
  parent: PlanSection | null;
  onClose: () => void;
}) {
  const { t } = useTranslation(['plan', 'app']);
  const words = useWords();
  return (
    <CommandDialog
      draftKey={`addPlanSection/${plan.id}/${parent?.id ?? ''}`}
      title={t('action.addPlanSection')}
      sendLabel={t('send.addPlanSection')}
      done={t('done.addPlanSection')}
      document={addPlanSection}
      initial={() => ({
        sectionId: newId(),
        kind: (parent === null ? 'OBJECTIVE' : 'SOLUTION_GROUP') as (typeof kinds)[number],
        parentSectionId: parent?.id ?? null,
        mark: '',
        title: '',
        titleEnglish: '',
      })}
      check={({ mark, title }) => ({
        mark: mark.trim() === '' ? t('app:requiredField') : undefined,
        title: title.trim() === '' ? t('app:requiredField') : undefined,
      })}
      toInput={({ mark, title, titleEnglish, ...rest }) => ({
        planId: plan.id,
        ...rest,
        mark: mark.trim(),
        title: title.trim(),
        titleEnglish: titleEnglish.trim() || null,
      })}
      onClose={onClose}
    >
      {(form) => (
        <>
          <Select
            label={t('form.kind')}
            data={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
            value={form.values.kind}
            allowDeselect={false}
            onChange={(kind) => form.set('kind', kind === 'OBJECTIVE' ? 'OBJECTIVE' : 'SOLUTION_GROUP')}
          />
          <Select
            label={t('form.parentSection')}
            placeholder={t('form.topLevel')}
            data={plan.sections.map((section) => ({
              value: section.id,
              label: `${section.mark} ${words(section.title, section.titleEnglish)}`,
            }))}
            value={form.values.parentSectionId}
            onChange={(id) => form.set('parentSectionId', id)}
            clearable
            clearButtonProps={{ 'aria-label': t('app:clear') }}
          />
          <TextInput
            label={t('form.mark')}
            description={t('form.markHint')}
            withAsterisk
            data-autofocus
            {...form.text('mark')}
          />
          <Textarea
            label={t('form.sectionTitle')}
            withAsterisk
            autosize
            minRows={2}
            {...form.text('title')}
          />
          <TextInput label={t('form.titleEnglish')} {...form.text('titleEnglish')} />
        </>
      )}
    </CommandDialog>
  );
}
