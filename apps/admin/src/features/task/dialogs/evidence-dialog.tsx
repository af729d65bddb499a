import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { newId } from '../../../platform/new-id.ts';
import { CommandDialog } from '../../../ui/command-dialog.tsx';
import { attachEvidence } from '../task-commands.ts';
import { EvidenceFile, type ReadyFile } from './evidence-file.tsx';
import { draftKeyOf, type TaskDialogProps } from './task-dialog.ts';

export function EvidenceDialog({ task, onClose }: TaskDialogProps) {
  const { t } = useTranslation('task');
  return (
    <CommandDialog
      draftKey={draftKeyOf('attachEvidence', task)}
      title={t('action.attachEvidence')}
      sendLabel={t('action.attachEvidence')}
      done={t('done.attachEvidence')}
      document={attachEvidence}
      initial={() => ({
        evidenceId: newId(),
        file: null as ReadyFile | null,
        deliverableId: task.deliverables.length === 1 ? (task.deliverables[0]?.id ?? '') : '',
      })}
      check={({ file }) => ({ file: file === null ? t('form.fileNeeded') : undefined })}
      toInput={({ evidenceId, file, deliverableId }) => ({
        taskId: task.id,
        evidenceId,
        deliverableId: deliverableId === '' ? null : deliverableId,
        sha256: file?.sha256 ?? '',
        fileName: file?.name ?? '',
        mediaType: file?.type ?? '',
        size: file?.size ?? 0,
      })}
      onClose={onClose}
    >
      {(form) => (
        <>
          <EvidenceFile
            value={form.values.file}
            onChange={(file) => form.set('file', file)}
            error={form.errors.file ?? form.errors.sha256}
          />
          {task.deliverables.length > 0 && (
            <Select
              label={t('form.deliverable')}
              data={[
                { value: '', label: t('form.deliverableNone') },
                ...task.deliverables.map(({ id, title }) => ({ value: id, label: title })),
              ]}
              value={form.values.deliverableId}
              onChange={(id) => form.set('deliverableId', id ?? '')}
              allowDeselect={false}
              error={form.errors.deliverableId}
            />
          )}
        </>
      )}
    </CommandDialog>
  );
}
