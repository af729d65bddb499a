import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CommandDialog } from '../../../ui/command-dialog.tsx';
import { changePlanSection } from '../plan-commands.ts';
import { type PlanDetail, type PlanSection, planQuery } from '../plan-operations.ts';

export function ChangeSectionDialog({
  plan,
  section,
  onClose,
}: {
  plan: PlanDetail;
  section: PlanSection;
  onClose: () => void;
}) {
  const { t } = useTranslation(['plan', 'app']);
  return (
    <CommandDialog
      draftKey={`changePlanSection/${section.id}`}
      title={t('changeSectionTitle', { mark: section.mark })}
      sendLabel={t('send.changePlanSection')}
      done={t('done.changePlanSection')}
      document={changePlanSection}
      revision={plan.revision}
      latest={[planQuery, { id: plan.id }]}
      initial={() => ({ title: section.title, titleEnglish: section.titleEnglish ?? '' })}
      check={({ title }) => ({ title: title.trim() === '' ? t('app:requiredField') : undefined })}
      toInput={({ title, titleEnglish }) => ({
        planId: plan.id,
        sectionId: section.id,
        title: title.trim(),
        titleEnglish: titleEnglish.trim() || null,
      })}
      onClose={onClose}
    >
      {(form) => (
        <>
          <Textarea
            label={t('form.sectionTitle')}
            withAsterisk
            autosize
            minRows={2}
            data-autofocus
            {...form.text('title')}
          />
          <TextInput label={t('form.titleEnglish')} {...form.text('titleEnglish')} />
        </>
      )}
    </CommandDialog>
  );
}
