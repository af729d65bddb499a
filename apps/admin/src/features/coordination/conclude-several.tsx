import { Button, Checkbox, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMoment } from '../../platform/moment.tsx';
import { newId } from '../../platform/new-id.ts';
import { useCommand } from '../../platform/use-command.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './coordination.module.css';
import { concludeCoordination } from './coordination-commands.ts';
import type { CoordinationDetail } from './coordination-operations.ts';

/** Concludes with one word what several units have contributed to a task. */
export function ConcludeSeveral({
  taskId,
  coordinations,
}: {
  taskId: string;
  coordinations: readonly CoordinationDetail[];
}) {
  const { t } = useTranslation('coordination');
  const { readOnly } = useMoment();
  const [open, setOpen] = useState(false);
  const ready = coordinations.filter(
    ({ availableCommands, contributions }) =>
      contributions.length > 0 && availableCommands.includes('concludeCoordination'),
  );
  // While the dialog sends, fewer and fewer are left; it stays until it is done.
  if (readOnly || (ready.length < 2 && !open)) return null;
  return (
    <div className={classes.several}>
      <Button size="xs" variant="light" onClick={() => setOpen(true)}>
        {t('several.action', { count: ready.length })}
      </Button>
      {open && <Dialog taskId={taskId} ready={ready} onClose={() => setOpen(false)} />}
    </div>
  );
}

function Dialog({
  taskId,
  ready,
  onClose,
}: {
  taskId: string;
  ready: readonly CoordinationDetail[];
  onClose: () => void;
}) {
  const { t } = useTranslation(['coordination', 'app']);
  const words = useWords();
  const { send, sending, problem } = useCommand(concludeCoordination);
  const chosenOf = (without: readonly string[]) => ready.filter(({ id }) => !without.includes(id));
  return (
    <FormDialog
      draftKey={`concludeSeveral/${taskId}`}
      title={t('several.title')}
      explanation={t('several.explanation')}
      sendLabel={t('action.concludeCoordination')}
      done={t('several.done')}
      wide
      // Each conclusion is a command of its own, and keeps its id when it is sent again.
      initial={() => ({
        summary: '',
        without: [] as readonly string[],
        commandIds: Object.fromEntries(ready.map(({ id }) => [id, newId()])),
      })}
      check={({ summary, without }) => ({
        summary: summary.trim() === '' ? t('app:requiredField') : undefined,
        without: chosenOf(without).length === 0 ? t('several.nobody') : undefined,
      })}
      send={async ({ values: { summary, without, commandIds } }) => {
        for (const { id } of chosenOf(without)) {
          const commandId = commandIds[id] ?? newId();
          const data = await send({ coordinationId: id, summary: summary.trim(), commandId });
          if (data === null) return false;
        }
        return true;
      }}
      sending={sending}
      problem={problem}
      onClose={onClose}
    >
      {(form) => (
        <>
          <Textarea
            label={t('form.summary')}
            withAsterisk
            autosize
            minRows={3}
            maxRows={12}
            data-autofocus
            {...form.text('summary')}
          />
          <Checkbox.Group
            label={t('several.units')}
            error={form.errors.without}
            value={chosenOf(form.values.without).map(({ id }) => id)}
            onChange={(chosen) =>
              form.set(
                'without',
                ready.map(({ id }) => id).filter((id) => !chosen.includes(id)),
              )
            }
          >
            <div className={classes.choices}>
              {ready.map(({ id, unit, contributions }) => (
                <Checkbox
                  key={id}
                  value={id}
                  label={words(unit.name, unit.nameEnglish)}
                  description={contributions.at(-1)?.text}
                />
              ))}
            </div>
          </Checkbox.Group>
        </>
      )}
    </FormDialog>
  );
}
